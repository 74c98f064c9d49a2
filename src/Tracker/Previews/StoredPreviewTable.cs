using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Previews;

sealed class StoredPreviewTable : IEntityTypeConfiguration<StoredPreview>
{
    public void Configure(EntityTypeBuilder<StoredPreview> table)
    {
        table.ToTable("previews");
        table.HasKey(p => new { p.RunId, p.Id });
    }
}
