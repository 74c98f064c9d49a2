using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.DeadLetters;

sealed class DeadLetterReplayTable : IEntityTypeConfiguration<DeadLetterReplay>
{
    public void Configure(EntityTypeBuilder<DeadLetterReplay> table)
    {
        table.ToTable("dead_letter_replays");
        table.HasIndex(r => r.LetterId);
    }
}
