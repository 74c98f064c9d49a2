namespace Platform.Tracker.Metrics;

/// <summary>What both databases' statements share.</summary>
static class MetricSql
{
    public const string TotalColumns =
        "run_id, name, chunks, last_chunk_points, count, last_iteration, last, min, min_iteration, max, max_iteration, best, best_iteration, lower_is_better";

    // The first of equal extremes stays; NULL stands for NaN and loses against any number.
    public const string MergeTotal =
        """
        ON CONFLICT (run_id, name) DO UPDATE SET
            count = t.count + excluded.count,
            last_iteration = excluded.last_iteration,
            last = excluded.last,
            min = CASE WHEN t.min IS NULL OR excluded.min < t.min THEN excluded.min ELSE t.min END,
            min_iteration = CASE WHEN t.min IS NULL OR excluded.min < t.min THEN excluded.min_iteration ELSE t.min_iteration END,
            max = CASE WHEN t.max IS NULL OR excluded.max > t.max THEN excluded.max ELSE t.max END,
            max_iteration = CASE WHEN t.max IS NULL OR excluded.max > t.max THEN excluded.max_iteration ELSE t.max_iteration END,
            best = CASE WHEN t.best IS NULL OR (t.lower_is_better AND excluded.best < t.best) OR (NOT t.lower_is_better AND excluded.best > t.best)
                THEN excluded.best ELSE t.best END,
            best_iteration = CASE WHEN t.best IS NULL OR (t.lower_is_better AND excluded.best < t.best) OR (NOT t.lower_is_better AND excluded.best > t.best)
                THEN excluded.best_iteration ELSE t.best_iteration END
        """;

    public const string ChunkColumns =
        "run_id, name, chunk, attempt, count, first_iteration, last_iteration, step, first, last, min, min_iteration, max, max_iteration, sum, points, fine, coarse";
}
