using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Journal;

sealed class JournalConflictTable : IEntityTypeConfiguration<JournalConflict>
{
    public void Configure(EntityTypeBuilder<JournalConflict> table)
    {
        table.ToTable("journal_conflicts");
        table.HasIndex(c => new { c.RunId, c.Sequence, c.Hash }).IsUnique();
    }
}
