using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Checkpoints;

sealed class RecordedCheckpointTable : IEntityTypeConfiguration<RecordedCheckpoint>
{
    public void Configure(EntityTypeBuilder<RecordedCheckpoint> table)
    {
        table.ToTable("checkpoints");
        table.HasKey(c => new { c.RunId, c.Sequence });
    }
}
