-- Splits the tables that grow with every iteration into 16 by the hash of the run, with the rows they hold. For a tracker's PostgreSQL
-- database, once, while no tracker runs: psql -v ON_ERROR_STOP=1 -f deploy/partition.sql. Everything of a run stays in one partition of
-- each table, so every statement of the tracker names its partition; docs/scale.md says when it pays.
DO $$
DECLARE
    partitions CONSTANT integer := 16;
    points CONSTANT text := pg_get_viewdef('metric_points');
    kind record;
BEGIN
    DROP VIEW metric_points;
    FOR kind IN
        SELECT c.oid, c.relname AS name, k.conname AS key, pg_get_constraintdef(k.oid) AS definition
        FROM pg_class c
        JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
        WHERE c.relname IN ('journal_entries', 'journal_segments', 'open_points', 'metric_chunks', 'metric_totals')
          AND c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('ALTER TABLE %I RENAME TO %I', kind.name, kind.name || '_whole');
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING STORAGE) PARTITION BY HASH (run_id)', kind.name, kind.name || '_whole');
        FOR part IN 0 .. partitions - 1 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s) WITH (fillfactor = %s)',
                kind.name || '_' || part, kind.name, partitions, part, CASE kind.name WHEN 'metric_totals' THEN 70 ELSE 100 END);
        END LOOP;
        EXECUTE format('INSERT INTO %I SELECT * FROM %I', kind.name, kind.name || '_whole');
        EXECUTE format('DROP TABLE %I', kind.name || '_whole');
        EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', kind.name, kind.key, kind.definition);
    END LOOP;
    CREATE INDEX ix_metric_totals_name_run_id ON metric_totals (name, run_id);
    EXECUTE 'CREATE VIEW metric_points AS ' || points;
END $$;
