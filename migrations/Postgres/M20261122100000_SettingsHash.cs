using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Postgres;

/// <summary>Which runs have the same settings. The migrator computes it of the runs there are, as SQL cannot.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261122100000_SettingsHash")]
sealed class M20261122100000_SettingsHash : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE runs ADD COLUMN settings_hash bigint;
        CREATE INDEX ix_runs_settings_hash ON runs (settings_hash);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP INDEX ix_runs_settings_hash;
        ALTER TABLE runs DROP COLUMN settings_hash;
        """);
}
