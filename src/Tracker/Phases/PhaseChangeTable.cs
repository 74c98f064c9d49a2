using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Phases;

sealed class PhaseChangeTable : IEntityTypeConfiguration<PhaseChange>
{
    public void Configure(EntityTypeBuilder<PhaseChange> table)
    {
        table.ToTable("phase_changes");
        table.HasKey(p => new { p.RunId, p.Sequence });
    }
}
