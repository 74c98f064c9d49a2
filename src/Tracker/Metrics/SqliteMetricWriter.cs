using Microsoft.Data.Sqlite;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>One prepared statement a table, run once a row.</summary>
sealed class SqliteMetricWriter : IMetricWriter
{
    const string Totals =
        $"""
        INSERT INTO metric_totals AS t ({MetricSql.TotalColumns})
        VALUES ($0, $1, 0, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        {MetricSql.MergeTotal}
        """;

    const string ChunkStates = "UPDATE metric_totals SET chunks = $2, last_chunk_points = $3 WHERE run_id = $0 AND name = $1";

    const string Opened = "INSERT INTO open_points (run_id, sequence, attempt, points) VALUES ($0, $1, $2, $3)";

    const string Chunks =
        $"""
        INSERT OR REPLACE INTO metric_chunks ({MetricSql.ChunkColumns})
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    public async Task WriteAsync(TrackerDb db, MetricChanges changes, CancellationToken cancel)
    {
        await SqliteRows.WriteAsync(db, Totals, changes.Totals.Select(t =>
        {
            var (lower, d) = (MetricDirection.IsLowerBetter(t.Key.Name), t.Value);
            return (object?[])[t.Key.Run, t.Key.Name, d.Count, d.LastIteration, d.Last, d.Min, d.MinIteration, d.Max, d.MaxIteration,
                lower ? d.Min : d.Max, lower ? d.MinIteration : d.MaxIteration, lower];
        }), cancel);
        await SqliteRows.WriteAsync(db, "DELETE FROM open_points WHERE run_id = $0", changes.Closed.Select(run => (object?[])[run]), cancel);
        await SqliteRows.WriteAsync(db, Opened, changes.Opened.Select(p => (object?[])[p.RunId, p.Sequence, p.Attempt, p.Points]), cancel);
        await SqliteRows.WriteAsync(db, Chunks, changes.Chunks.Select(c => (object?[])[c.RunId, c.Name, c.Chunk, c.Attempt, c.Count,
            c.FirstIteration, c.LastIteration, c.Step, c.First, c.Last, c.Min, c.MinIteration, c.Max, c.MaxIteration, c.Sum, c.Points, c.Fine, c.Coarse]), cancel);
        await SqliteRows.WriteAsync(db, ChunkStates,
            changes.ChunkStates.Select(s => (object?[])[s.Key.Run, s.Key.Name, s.Value.Chunks, s.Value.Points]), cancel);
    }
}
