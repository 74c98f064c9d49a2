using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Journal;

sealed class StoredEntryTable : IEntityTypeConfiguration<StoredEntry>
{
    public void Configure(EntityTypeBuilder<StoredEntry> table)
    {
        table.ToTable("journal_entries");
        table.HasKey(e => new { e.RunId, e.Sequence });
    }
}
