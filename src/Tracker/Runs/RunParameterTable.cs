using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Runs;

sealed class RunParameterTable : IEntityTypeConfiguration<RunParameter>
{
    public void Configure(EntityTypeBuilder<RunParameter> table)
    {
        table.ToTable("run_parameters");
        table.HasKey(p => new { p.RunId, p.Key });
        table.HasIndex(p => new { p.Key, p.NumberValue });
    }
}
