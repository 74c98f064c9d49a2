using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Journal;

sealed class JournalSegmentTable : IEntityTypeConfiguration<JournalSegment>
{
    public void Configure(EntityTypeBuilder<JournalSegment> table)
    {
        table.ToTable("journal_segments");
        table.HasKey(s => new { s.RunId, s.FirstSequence });
    }
}
