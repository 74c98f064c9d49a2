using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Sqlite;

/// <summary>Sweeps and their cells; and on runs, the attempt that alone may go on with them.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261121140000_Sweeps")]
sealed class M20261121_Sweeps : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE runs ADD COLUMN fence_attempt INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN fence_sequence INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE sweeps (
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            description TEXT NULL,
            yaml TEXT NOT NULL,
            objective TEXT NOT NULL,
            strategy TEXT NOT NULL,
            axes TEXT NOT NULL,
            rungs TEXT NOT NULL,
            keep_one_of INTEGER NOT NULL,
            state TEXT NOT NULL,
            priority INTEGER NOT NULL,
            budget_runs INTEGER NULL,
            budget_hours REAL NULL,
            retries INTEGER NOT NULL,
            reuse INTEGER NOT NULL,
            finished INTEGER NOT NULL,
            evaluated INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            ended_at INTEGER NULL,
            CONSTRAINT pk_sweeps PRIMARY KEY (id)
        );
        CREATE UNIQUE INDEX ix_sweeps_name ON sweeps (name);

        CREATE TABLE sweep_cells (
            sweep_id TEXT NOT NULL,
            cell_id TEXT NOT NULL,
            run_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            label TEXT NOT NULL,
            seed INTEGER NOT NULL,
            config_hash TEXT NOT NULL,
            config TEXT NOT NULL,
            method TEXT NOT NULL,
            backbone TEXT NOT NULL,
            dataset TEXT NOT NULL,
            total_iterations INTEGER NOT NULL,
            "values" TEXT NOT NULL,
            state TEXT NOT NULL,
            wanted TEXT NULL,
            wanted_for TEXT NULL,
            attempt INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            losses INTEGER NOT NULL,
            losses_in_place INTEGER NOT NULL,
            lost_at INTEGER NOT NULL,
            iteration INTEGER NOT NULL,
            value REAL NULL,
            evaluations TEXT NULL,
            evaluated_sequence INTEGER NOT NULL,
            error TEXT NULL,
            trainer TEXT NULL,
            claim TEXT NULL,
            queued_at INTEGER NOT NULL,
            sent_at INTEGER NULL,
            started_at INTEGER NULL,
            leased_at INTEGER NULL,
            heard_at INTEGER NULL,
            ended_at INTEGER NULL,
            busy_seconds REAL NOT NULL,
            reused_from TEXT NULL,
            CONSTRAINT pk_sweep_cells PRIMARY KEY (sweep_id, cell_id)
        );
        CREATE UNIQUE INDEX ix_sweep_cells_sweep_id_config_hash_seed ON sweep_cells (sweep_id, config_hash, seed);
        CREATE INDEX ix_sweep_cells_run_id ON sweep_cells (run_id);
        CREATE INDEX ix_sweep_cells_state ON sweep_cells (state);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE sweep_cells;
        DROP TABLE sweeps;
        ALTER TABLE runs DROP COLUMN fence_sequence;
        ALTER TABLE runs DROP COLUMN fence_attempt;
        """);
}
