using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Times;

sealed class RunTimeTable : IEntityTypeConfiguration<RunTime>
{
    public void Configure(EntityTypeBuilder<RunTime> table)
    {
        table.ToTable("run_times");
        table.HasKey(t => new { t.RunId, t.Sequence });
    }
}
