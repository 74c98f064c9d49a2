using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Runs.Views;

sealed class StoredViewTable : IEntityTypeConfiguration<StoredView>
{
    public void Configure(EntityTypeBuilder<StoredView> table)
    {
        table.ToTable("saved_views");
        table.HasIndex(v => new { v.Page, v.Name }).IsUnique();
    }
}
