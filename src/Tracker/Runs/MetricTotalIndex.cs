using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Tracker.Metrics;

namespace Platform.Tracker.Runs;

/// <summary>
/// Finds the runs that have a metric, and the names there are. Without the totals' values on purpose: they change with every
/// batch, and an index that holds them would have to be rewritten each time.
/// </summary>
sealed class MetricTotalIndex : IEntityTypeConfiguration<MetricTotal>
{
    public void Configure(EntityTypeBuilder<MetricTotal> table) => table.HasIndex(t => new { t.Name, t.RunId });
}
