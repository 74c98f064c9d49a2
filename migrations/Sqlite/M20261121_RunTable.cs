using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Sqlite;

/// <summary>Views people saved, and the tombstones of runs they deleted.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261121100000_RunTable")]
sealed class M20261121_RunTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE runs ADD COLUMN deleted_at INTEGER NULL;

        CREATE TABLE saved_views (
            id INTEGER NOT NULL CONSTRAINT pk_saved_views PRIMARY KEY AUTOINCREMENT,
            page TEXT NOT NULL,
            name TEXT NOT NULL,
            query TEXT NOT NULL,
            saved_at INTEGER NOT NULL
        );
        CREATE UNIQUE INDEX ix_saved_views_page_name ON saved_views (page, name);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE saved_views;
        ALTER TABLE runs DROP COLUMN deleted_at;
        """);
}
