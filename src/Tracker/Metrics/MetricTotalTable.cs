using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Metrics;

sealed class MetricTotalTable : IEntityTypeConfiguration<MetricTotal>
{
    public void Configure(EntityTypeBuilder<MetricTotal> table)
    {
        table.ToTable("metric_totals");
        table.HasKey(t => new { t.RunId, t.Name });
    }
}
