using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Postgres;

/// <summary>Sweeps and their cells; and on runs, the attempt that alone may go on with them.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261121140000_Sweeps")]
sealed class M20261121_Sweeps : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE runs ADD COLUMN fence_attempt integer NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN fence_sequence bigint NOT NULL DEFAULT 0;

        CREATE TABLE sweeps (
            id uuid NOT NULL,
            name text NOT NULL,
            description text,
            yaml text NOT NULL,
            objective text NOT NULL,
            strategy text NOT NULL,
            axes text NOT NULL,
            rungs text NOT NULL,
            keep_one_of integer NOT NULL,
            state text NOT NULL,
            priority integer NOT NULL,
            budget_runs integer,
            budget_hours double precision,
            retries integer NOT NULL,
            reuse boolean NOT NULL,
            finished boolean NOT NULL,
            evaluated bigint NOT NULL,
            created_at timestamp with time zone NOT NULL,
            ended_at timestamp with time zone,
            CONSTRAINT pk_sweeps PRIMARY KEY (id)
        );
        CREATE UNIQUE INDEX ix_sweeps_name ON sweeps (name);

        CREATE TABLE sweep_cells (
            sweep_id uuid NOT NULL,
            cell_id text NOT NULL,
            run_id uuid NOT NULL,
            position integer NOT NULL,
            name text NOT NULL,
            label text NOT NULL,
            seed integer NOT NULL,
            config_hash text NOT NULL,
            config text NOT NULL,
            method text NOT NULL,
            backbone text NOT NULL,
            dataset text NOT NULL,
            total_iterations integer NOT NULL,
            "values" text NOT NULL,
            state text NOT NULL,
            wanted text,
            wanted_for text,
            attempt integer NOT NULL,
            failures integer NOT NULL,
            losses integer NOT NULL,
            losses_in_place integer NOT NULL,
            lost_at integer NOT NULL,
            iteration integer NOT NULL,
            value double precision,
            evaluations text,
            evaluated_sequence bigint NOT NULL,
            error text,
            trainer text,
            claim uuid,
            queued_at timestamp with time zone NOT NULL,
            sent_at timestamp with time zone,
            started_at timestamp with time zone,
            leased_at timestamp with time zone,
            heard_at timestamp with time zone,
            ended_at timestamp with time zone,
            busy_seconds double precision NOT NULL,
            reused_from text,
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
