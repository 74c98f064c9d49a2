using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Metrics;

sealed class OpenPointsTable : IEntityTypeConfiguration<OpenPoints>
{
    public void Configure(EntityTypeBuilder<OpenPoints> table)
    {
        table.ToTable("open_points");
        table.HasKey(p => new { p.RunId, p.Sequence });
    }
}
