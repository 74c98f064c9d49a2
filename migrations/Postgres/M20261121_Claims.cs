using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Postgres;

/// <summary>Published claims, the logs they rest on, and their verdicts.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261121150000_Claims")]
sealed class M20261121_Claims : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE claims_files (
            name text NOT NULL,
            yaml text NOT NULL,
            published_at timestamp with time zone NOT NULL,
            audited_at timestamp with time zone NOT NULL,
            evidence_state text NOT NULL,
            summary text NOT NULL,
            CONSTRAINT pk_claims_files PRIMARY KEY (name)
        );

        CREATE TABLE claims_logs (
            file text NOT NULL,
            name text NOT NULL,
            sha256 text NOT NULL,
            size_bytes bigint NOT NULL,
            packed bytea NOT NULL,
            CONSTRAINT pk_claims_logs PRIMARY KEY (file, name)
        );

        CREATE TABLE claims (
            file text NOT NULL,
            id text NOT NULL,
            position integer NOT NULL,
            verdict text NOT NULL,
            words text NOT NULL,
            result text NOT NULL,
            CONSTRAINT pk_claims PRIMARY KEY (file, id)
        );

        CREATE TABLE claim_citations (
            file text NOT NULL,
            claim text NOT NULL,
            run_id uuid NOT NULL,
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
