using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>Appends points to a run's chunks: to a metric's last one while that is small, else to new ones.</summary>
sealed class ChunkAppender(TrackerDb db, Guid run, MetricChanges changes)
{
    Dictionary<string, (int Chunks, int Points)>? _states;
    Dictionary<string, MetricChunk> _small = [];

    public async Task AppendAsync(string name, int attempt, PointList points, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var (chunks, last) = _states!.GetValueOrDefault(name);
        if (chunks > 0 && last < MetricChunk.Enough && _small[name] is var small && small.Attempt == attempt)
        {
            points = Joined(small, points);
            chunks--;
            if (!changes.Has(run, name, chunks)) // it is in the table
                changes.Rewritten.Add((run, name, chunks));
        }
        var (iterations, values) = points.Sorted();
        for (var start = 0; start < values.Length; start += MetricChunk.Most)
        {
            var length = Math.Min(MetricChunk.Most, values.Length - start);
            var chunk = ChunkBuilder.Build(run, name, chunks++, attempt, iterations.AsSpan(start, length), values.AsSpan(start, length));
            changes.Put(chunk);
            _small[name] = chunk;
            last = length;
        }
        _states![name] = changes.ChunkStates[(run, name)] = (chunks, last);
    }

    static PointList Joined(MetricChunk chunk, PointList points)
    {
        var (iterations, values) = ChunkBuilder.Unpack(chunk.Points);
        var joined = new PointList(values.Length + points.Count);
        joined.Add(iterations, values);
        joined.Add(points.IterationSpan, points.ValueSpan);
        return joined;
    }

    async Task LoadAsync(CancellationToken cancel)
    {
        if (_states is not null)
            return;
        var totals = db.MetricTotals.AsNoTracking().Where(t => t.RunId == run && t.Chunks > 0);
        _states = await totals.ToDictionaryAsync(t => t.Name, t => (t.Chunks, t.LastChunkPoints), cancel);
        _small = await totals.Where(t => t.LastChunkPoints < MetricChunk.Enough)
            .Join(db.MetricChunks.AsNoTracking(), t => new { t.RunId, t.Name, Chunk = t.Chunks - 1 }, c => new { c.RunId, c.Name, c.Chunk }, (t, c) => c)
            .ToDictionaryAsync(c => c.Name, cancel);
    }
}
