using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Runs;

sealed class RunTagTable : IEntityTypeConfiguration<RunTag>
{
    public void Configure(EntityTypeBuilder<RunTag> table)
    {
        table.ToTable("run_tags");
        table.HasKey(t => new { t.RunId, t.Tag });
        table.HasIndex(t => t.Tag);
    }
}
