using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Sqlite;

/// <summary>Published claims, the logs they rest on, and their verdicts.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261121150000_Claims")]
sealed class M20261121_Claims : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE claims_files (
            name TEXT NOT NULL,
            yaml TEXT NOT NULL,
            published_at INTEGER NOT NULL,
            audited_at INTEGER NOT NULL,
            evidence_state TEXT NOT NULL,
            summary TEXT NOT NULL,
            CONSTRAINT pk_claims_files PRIMARY KEY (name)
        );

        CREATE TABLE claims_logs (
            file TEXT NOT NULL,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            packed BLOB NOT NULL,
            CONSTRAINT pk_claims_logs PRIMARY KEY (file, name)
        );

        CREATE TABLE claims (
            file TEXT NOT NULL,
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            verdict TEXT NOT NULL,
            words TEXT NOT NULL,
            result TEXT NOT NULL,
            CONSTRAINT pk_claims PRIMARY KEY (file, id)
        );

        CREATE TABLE claim_citations (
            file TEXT NOT NULL,
            claim TEXT NOT NULL,
            run_id TEXT NOT NULL,
            CONSTRAINT pk_claim_citations PRIMARY KEY (file, claim, run_id)
        );
        CREATE INDEX ix_claim_citations_run_id ON claim_citations (run_id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE claim_citations;
        DROP TABLE claims;
        DROP TABLE claims_logs;
        DROP TABLE claims_files;
        """);
}
