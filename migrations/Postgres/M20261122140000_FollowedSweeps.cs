using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Postgres;

/// <summary>Sweeps that a process trains by itself, and where.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261122140000_FollowedSweeps")]
sealed class M20261122140000_FollowedSweeps : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE sweeps ADD COLUMN trained_by TEXT");

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE sweeps DROP COLUMN trained_by");
}
