using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Postgres;

/// <summary>When a run was at which iteration. Runs stored before have none until <c>platform replay</c>.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261121110000_RunTimes")]
sealed class M20261121_RunTimes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE run_times (
            run_id uuid NOT NULL,
            sequence bigint NOT NULL,
            attempt integer NOT NULL,
            iteration integer NOT NULL,
            occurred_at timestamp with time zone NOT NULL,
            CONSTRAINT pk_run_times PRIMARY KEY (run_id, sequence)
        );
        ALTER TABLE runs ADD COLUMN timed_at timestamp with time zone NULL;
        ALTER TABLE runs ADD COLUMN timed_attempt integer NOT NULL DEFAULT 0;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE run_times;
        ALTER TABLE runs DROP COLUMN timed_at;
        ALTER TABLE runs DROP COLUMN timed_attempt;
        """);
}
