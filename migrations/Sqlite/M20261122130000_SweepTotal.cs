using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Sqlite;

/// <summary>How many cells sweeps come to, those included that a strategy has not drawn yet.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261122130000_SweepTotal")]
sealed class M20261122130000_SweepTotal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE sweeps ADD COLUMN total INTEGER NOT NULL DEFAULT 0");

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE sweeps DROP COLUMN total");
}
