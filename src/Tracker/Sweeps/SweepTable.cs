using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Sweeps;

sealed class SweepTable : IEntityTypeConfiguration<Sweep>
{
    public void Configure(EntityTypeBuilder<Sweep> table)
    {
        table.ToTable("sweeps");
        table.HasKey(s => s.Id);
        table.Property(s => s.Id).ValueGeneratedNever();
        table.Property(s => s.State).HasConversion<string>();
        table.HasIndex(s => s.Name).IsUnique();
    }
}

sealed class SweepCellTable : IEntityTypeConfiguration<SweepCell>
{
    public void Configure(EntityTypeBuilder<SweepCell> table)
    {
        table.ToTable("sweep_cells");
        table.HasKey(c => new { c.SweepId, c.CellId });
        table.Property(c => c.State).HasConversion<string>();
        table.Property(c => c.Wanted).HasConversion<string>();
        table.HasIndex(c => new { c.SweepId, c.ConfigHash, c.Seed }).IsUnique();
        table.HasIndex(c => c.RunId);
        table.HasIndex(c => c.State);
        table.HasIndex(c => c.FormerRunId).HasFilter("former_run_id IS NOT NULL");
    }
}
