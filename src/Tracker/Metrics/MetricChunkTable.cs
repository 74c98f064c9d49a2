using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Metrics;

sealed class MetricChunkTable : IEntityTypeConfiguration<MetricChunk>
{
    public void Configure(EntityTypeBuilder<MetricChunk> table)
    {
        table.ToTable("metric_chunks");
        table.HasKey(c => new { c.RunId, c.Name, c.Chunk });
    }
}
