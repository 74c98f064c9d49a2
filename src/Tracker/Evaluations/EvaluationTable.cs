using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Evaluations;

sealed class EvaluationTable : IEntityTypeConfiguration<Evaluation>
{
    public void Configure(EntityTypeBuilder<Evaluation> table)
    {
        table.ToTable("evaluations");
        table.HasKey(e => new { e.RunId, e.Sequence });
    }
}
