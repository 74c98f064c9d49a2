using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>After a resume: what an earlier attempt did past it no longer counts, and the totals must forget it.</summary>
static class MetricRecount
{
    /// <summary>Counts the metrics with points past the iteration anew, once everything is in chunks and saved.</summary>
    public static async Task RunAsync(TrackerDb db, Guid run, Supersession visible, int from, CancellationToken cancel)
    {
        var past = db.MetricChunks.Where(c => c.RunId == run && c.LastIteration > from).Select(c => c.Name);
        var heads = await db.MetricChunks.AsNoTracking().Where(c => c.RunId == run && past.Contains(c.Name))
            .OrderBy(c => c.Name).ThenBy(c => c.Chunk).Select(ChunkHead.Of).ToListAsync(cancel);
        foreach (var chunks in heads.GroupBy(h => h.Name))
        {
            var total = await db.MetricTotals.SingleAsync(t => t.RunId == run && t.Name == chunks.Key, cancel);
            Set(total, await CountAsync(db, chunks, visible, cancel));
        }
        await db.SaveChangesAsync(cancel);
    }

    static async Task<MetricDelta> CountAsync(TrackerDb db, IEnumerable<ChunkHead> chunks, Supersession visible, CancellationToken cancel)
    {
        var counted = new MetricDelta();
        foreach (var chunk in chunks)
        {
            var last = visible.LastOf(chunk.Attempt);
            if (chunk.LastIteration <= last)
                counted.Add(chunk);
            else if (chunk.FirstIteration <= last)
            {
                var points = await db.MetricChunks.Where(c => c.RunId == chunk.RunId && c.Name == chunk.Name && c.Chunk == chunk.Chunk)
                    .Select(c => c.Points).SingleAsync(cancel);
                var (iterations, values) = ChunkBuilder.Unpack(points);
                var some = iterations.Count(i => i <= last); // a chunk is in order of iteration
                counted.Add(iterations.AsSpan(0, some), values.AsSpan(0, some));
            }
        }
        return counted;
    }

    static void Set(MetricTotal total, MetricDelta counted)
    {
        total.Count = counted.Count;
        (total.LastIteration, total.Last) = (counted.LastIteration, counted.Last);
        (total.Min, total.MinIteration) = (counted.Min, counted.MinIteration);
        (total.Max, total.MaxIteration) = (counted.Max, counted.MaxIteration);
        (total.Best, total.BestIteration) =
            total.LowerIsBetter ? (counted.Min, counted.MinIteration) : (counted.Max, counted.MaxIteration);
    }
}
