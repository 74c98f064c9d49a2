using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Postgres;

/// <summary>The run a cell had before somebody deleted it. The few that have one are looked for every second.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261122160000_FormerRuns")]
sealed class M20261122160000_FormerRuns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE sweep_cells ADD COLUMN former_run_id uuid;
        CREATE INDEX ix_sweep_cells_former_run_id ON sweep_cells (former_run_id) WHERE former_run_id IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DROP INDEX ix_sweep_cells_former_run_id;
        ALTER TABLE sweep_cells DROP COLUMN former_run_id;
        """);
}
