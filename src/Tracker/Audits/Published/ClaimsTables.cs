using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Platform.Tracker.Audits.Published;

sealed class ClaimsTables : IEntityTypeConfiguration<ClaimsRecord>, IEntityTypeConfiguration<KeptLog>, IEntityTypeConfiguration<ClaimRecord>, IEntityTypeConfiguration<ClaimCitation>
{
    public void Configure(EntityTypeBuilder<ClaimsRecord> table)
    {
        table.ToTable("claims_files");
        table.HasKey(f => f.Name);
    }

    public void Configure(EntityTypeBuilder<KeptLog> table)
    {
        table.ToTable("claims_logs");
        table.HasKey(l => new { l.File, l.Name });
    }

    public void Configure(EntityTypeBuilder<ClaimRecord> table)
    {
        table.ToTable("claims");
        table.HasKey(c => new { c.File, c.Id });
    }

    public void Configure(EntityTypeBuilder<ClaimCitation> table)
    {
        table.ToTable("claim_citations");
        table.HasKey(c => new { c.File, c.Claim, c.RunId });
        table.HasIndex(c => c.RunId);
    }
}
