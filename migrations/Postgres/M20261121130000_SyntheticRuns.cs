using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Postgres;

/// <summary>Which runs nobody trained.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261121130000_SyntheticRuns")]
sealed class M20261121130000_SyntheticRuns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE runs ADD COLUMN synthetic boolean NOT NULL DEFAULT false");

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE runs DROP COLUMN synthetic");
}
