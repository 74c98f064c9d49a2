using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Runs;

sealed class RunTable : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> table)
    {
        table.ToTable("runs");
        table.HasKey(r => r.Id);
        table.Property(r => r.Id).ValueGeneratedNever();
        table.Property(r => r.Status).HasConversion<string>();
        table.HasIndex(r => r.StartedAt);
        table.HasIndex(r => r.EndedAt);
        table.HasIndex(r => r.SettingsHash);
    }
}
