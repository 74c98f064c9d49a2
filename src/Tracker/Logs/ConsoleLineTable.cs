using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Logs;

sealed class ConsoleLineTable : IEntityTypeConfiguration<ConsoleLine>
{
    public void Configure(EntityTypeBuilder<ConsoleLine> table)
    {
        table.ToTable("console_lines");
        table.HasKey(l => new { l.RunId, l.Number });
    }
}
