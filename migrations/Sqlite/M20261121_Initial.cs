using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Tracker.Storage;

namespace Platform.Migrations.Sqlite;

/// <summary>The journal, then the projections made of it.</summary>
[DbContext(typeof(TrackerDb)), Migration("20261121000000_Initial")]
sealed class M20261121_Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE journal_entries (
            run_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            type TEXT NOT NULL,
            hash BLOB NOT NULL,
            bytes BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            CONSTRAINT pk_journal_entries PRIMARY KEY (run_id, sequence)
        );

        CREATE TABLE journal_segments (
            run_id TEXT NOT NULL,
            first_sequence INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL,
            line_bytes INTEGER NOT NULL,
            packed BLOB NOT NULL,
            CONSTRAINT pk_journal_segments PRIMARY KEY (run_id, first_sequence)
        );

        CREATE TABLE journal_conflicts (
            id INTEGER NOT NULL CONSTRAINT pk_journal_conflicts PRIMARY KEY AUTOINCREMENT,
            run_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            hash BLOB NOT NULL,
            bytes BLOB NOT NULL,
            received_at INTEGER NOT NULL
        );
        CREATE UNIQUE INDEX ix_journal_conflicts_run_id_sequence_hash ON journal_conflicts (run_id, sequence, hash);

        CREATE TABLE dead_letters (
            id INTEGER NOT NULL CONSTRAINT pk_dead_letters PRIMARY KEY AUTOINCREMENT,
            reason TEXT NOT NULL,
            hash BLOB NOT NULL,
            bytes BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            settled_at INTEGER NULL
        );
        CREATE UNIQUE INDEX ix_dead_letters_hash ON dead_letters (hash);

        CREATE TABLE dead_letter_replays (
            id INTEGER NOT NULL CONSTRAINT pk_dead_letter_replays PRIMARY KEY AUTOINCREMENT,
            letter_id INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            replayed_at INTEGER NOT NULL
        );
        CREATE INDEX ix_dead_letter_replays_letter_id ON dead_letter_replays (letter_id);

        CREATE TABLE runs (
            id TEXT NOT NULL CONSTRAINT pk_runs PRIMARY KEY,
            applied_sequence INTEGER NOT NULL DEFAULT 0,
            highest_sequence INTEGER NOT NULL DEFAULT 0,
            stored INTEGER NOT NULL DEFAULT 0,
            packed_sequence INTEGER NOT NULL DEFAULT 0,
            head_hash TEXT NULL,
            broken_at INTEGER NULL,
            project TEXT NULL,
            experiment TEXT NULL,
            name TEXT NULL,
            method TEXT NULL,
            backbone TEXT NULL,
            dataset TEXT NULL,
            split_sizes TEXT NULL,
            switches TEXT NULL,
            config TEXT NULL,
            config_hash TEXT NULL,
            libraries TEXT NULL,
            seed INTEGER NOT NULL DEFAULT 0,
            total_iterations INTEGER NOT NULL DEFAULT 0,
            code_revision TEXT NULL,
            code_dirty INTEGER NOT NULL DEFAULT 0,
            host TEXT NULL,
            device TEXT NULL,
            sweep_id TEXT NULL,
            cell_id TEXT NULL,
            imported TEXT NULL,
            started_at INTEGER NULL,
            status TEXT NOT NULL DEFAULT 'Running',
            attempt INTEGER NOT NULL DEFAULT 0,
            iteration INTEGER NOT NULL DEFAULT 0,
            phase TEXT NULL,
            best_mean_iou REAL NULL,
            best_iteration INTEGER NULL,
            log_lines INTEGER NOT NULL DEFAULT 0,
            updated_at INTEGER NULL,
            ended_at INTEGER NULL,
            ending TEXT NULL,
            stack TEXT NULL,
            open_attempt INTEGER NOT NULL DEFAULT 0,
            open_entries INTEGER NOT NULL DEFAULT 0,
            open_rows INTEGER NOT NULL DEFAULT 0,
            open_points INTEGER NOT NULL DEFAULT 0,
            archived INTEGER NOT NULL DEFAULT 0,
            audited INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX ix_runs_started_at ON runs (started_at);
        CREATE INDEX ix_runs_ended_at ON runs (ended_at);

        CREATE TABLE run_attempts (
            run_id TEXT NOT NULL,
            attempt INTEGER NOT NULL,
            from_iteration INTEGER NOT NULL,
            host TEXT NOT NULL,
            device TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            CONSTRAINT pk_run_attempts PRIMARY KEY (run_id, attempt)
        );

        CREATE TABLE open_points (
            run_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            points BLOB NOT NULL,
            CONSTRAINT pk_open_points PRIMARY KEY (run_id, sequence)
        );

        CREATE TABLE metric_chunks (
            run_id TEXT NOT NULL,
            name TEXT NOT NULL,
            chunk INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            count INTEGER NOT NULL,
            first_iteration INTEGER NOT NULL,
            last_iteration INTEGER NOT NULL,
            step INTEGER NOT NULL,
            first REAL NULL,
            last REAL NULL,
            min REAL NULL,
            min_iteration INTEGER NOT NULL,
            max REAL NULL,
            max_iteration INTEGER NOT NULL,
            sum REAL NULL,
            points BLOB NOT NULL,
            fine BLOB NOT NULL,
            coarse BLOB NOT NULL,
            CONSTRAINT pk_metric_chunks PRIMARY KEY (run_id, name, chunk)
        );

        CREATE TABLE metric_totals (
            run_id TEXT NOT NULL,
            name TEXT NOT NULL,
            chunks INTEGER NOT NULL,
            last_chunk_points INTEGER NOT NULL,
            count INTEGER NOT NULL,
            last_iteration INTEGER NOT NULL,
            last REAL NULL,
            min REAL NULL,
            min_iteration INTEGER NOT NULL,
            max REAL NULL,
            max_iteration INTEGER NOT NULL,
            best REAL NULL,
            best_iteration INTEGER NOT NULL,
            lower_is_better INTEGER NOT NULL,
            CONSTRAINT pk_metric_totals PRIMARY KEY (run_id, name)
        );

        CREATE TABLE phase_changes (
            run_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            iteration INTEGER NOT NULL,
            name TEXT NOT NULL,
            reason TEXT NOT NULL,
            CONSTRAINT pk_phase_changes PRIMARY KEY (run_id, sequence)
        );

        CREATE TABLE evaluations (
            run_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            iteration INTEGER NOT NULL,
            split TEXT NOT NULL,
            output TEXT NOT NULL,
            network TEXT NOT NULL,
            protocol TEXT NOT NULL,
            class_names TEXT NOT NULL,
            confusion BLOB NOT NULL,
            mean_iou REAL NULL,
            reported_mean_iou REAL NULL,
            image_count INTEGER NOT NULL,
            stated TEXT NULL,
            CONSTRAINT pk_evaluations PRIMARY KEY (run_id, sequence)
        );

        CREATE TABLE previews (
            run_id TEXT NOT NULL,
            id INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            iteration INTEGER NOT NULL,
            image_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            class_name TEXT NULL,
            network TEXT NULL,
            size_bytes INTEGER NOT NULL,
            png BLOB NOT NULL,
            CONSTRAINT pk_previews PRIMARY KEY (run_id, id)
        );

        CREATE TABLE checkpoints (
            run_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            iteration INTEGER NOT NULL,
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size_bytes INTEGER NOT NULL,
            is_best INTEGER NOT NULL,
            best_by TEXT NULL,
            CONSTRAINT pk_checkpoints PRIMARY KEY (run_id, sequence)
        );

        CREATE TABLE console_lines (
            run_id TEXT NOT NULL,
            number INTEGER NOT NULL,
            written_at INTEGER NOT NULL,
            stream TEXT NOT NULL,
            text TEXT NOT NULL,
            CONSTRAINT pk_console_lines PRIMARY KEY (run_id, number)
        );

        -- the run table: what filters and sorts look for, and what people say of runs
        CREATE INDEX ix_metric_totals_name_run_id ON metric_totals (name, run_id);

        CREATE TABLE run_parameters (
            run_id TEXT NOT NULL,
            key TEXT NOT NULL,
            text_value TEXT NOT NULL,
            number_value REAL NULL,
            CONSTRAINT pk_run_parameters PRIMARY KEY (run_id, key)
        );
        CREATE INDEX ix_run_parameters_key_number_value ON run_parameters (key, number_value);

        CREATE TABLE run_tags (
            run_id TEXT NOT NULL,
            tag TEXT NOT NULL,
            CONSTRAINT pk_run_tags PRIMARY KEY (run_id, tag)
        );
        CREATE INDEX ix_run_tags_tag ON run_tags (tag);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE run_tags;
        DROP TABLE run_parameters;
        DROP TABLE console_lines;
        DROP TABLE checkpoints;
        DROP TABLE previews;
        DROP TABLE evaluations;
        DROP TABLE phase_changes;
        DROP TABLE metric_totals;
        DROP TABLE metric_chunks;
        DROP TABLE open_points;
        DROP TABLE run_attempts;
        DROP TABLE runs;
        DROP TABLE dead_letter_replays;
        DROP TABLE dead_letters;
        DROP TABLE journal_conflicts;
        DROP TABLE journal_segments;
        DROP TABLE journal_entries;
        """);
}
