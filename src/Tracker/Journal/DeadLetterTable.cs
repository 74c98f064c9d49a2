using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Journal;

sealed class DeadLetterTable : IEntityTypeConfiguration<DeadLetter>
{
    public void Configure(EntityTypeBuilder<DeadLetter> table)
    {
        table.ToTable("dead_letters");
        table.HasIndex(d => d.Hash).IsUnique();
    }
}
