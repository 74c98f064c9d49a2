using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Runs;

sealed class RunAttemptTable : IEntityTypeConfiguration<RunAttempt>
{
    public void Configure(EntityTypeBuilder<RunAttempt> table)
    {
        table.ToTable("run_attempts");
        table.HasKey(a => new { a.RunId, a.Attempt });
    }
}
