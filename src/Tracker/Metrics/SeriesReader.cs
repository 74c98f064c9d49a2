using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>
/// Reads series of any number of runs in a fixed number of questions. Of chunks that lie wholly in the range only as much
/// is read as the asked number of points needs; those at its ends are read to the point.
/// </summary>
sealed class SeriesReader(TrackerDb db, SeriesRequest request)
{
    readonly Dictionary<(Guid Run, string Name), SeriesPart> _parts = [];

    public static async Task<IReadOnlyDictionary<(Guid Run, string Name), SeriesPart>> ReadAsync(
        TrackerDb db, SeriesRequest request, CancellationToken cancel)
    {
        var reader = new SeriesReader(db, request);
        await reader.FindChunksAsync(cancel);
        await reader.ReadBlocksAsync(ChunkLevel.Coarse, cancel);
        await reader.ReadBlocksAsync(ChunkLevel.Fine, cancel);
        await reader.ReadPointsAsync(cancel);
        await reader.ReadOpenAsync(cancel);
        return reader._parts;
    }

    async Task FindChunksAsync(CancellationToken cancel)
    {
        var visible = await Supersession.OfAsync(db, request.Runs, cancel);
        var heads = (await InRange(db.MetricChunks.AsNoTracking()).OrderBy(c => c.RunId).ThenBy(c => c.Name).ThenBy(c => c.Chunk)
            .Select(ChunkHead.Of).ToListAsync(cancel)).ToLookup(h => (h.RunId, h.Name));
        foreach (var run in request.Runs)
            foreach (var name in request.Names)
            {
                var part = new SeriesPart(request, [.. heads[(run, name)]], visible[run]);
                part.Choose();
                _parts.Add((run, name), part);
                if (part.Width == 0)
                    foreach (var head in part.Heads.Where(part.IsWhole))
                        part.AddWhole(head);
            }
    }

    async Task ReadBlocksAsync(int width, CancellationToken cancel)
    {
        var parts = _parts.Where(p => p.Value.Width == width).ToArray();
        if (parts.Length == 0)
            return;
        var (runs, names) = KeysOf(parts);
        var levels = InRange(db.MetricChunks.AsNoTracking()).Where(c => runs.Contains(c.RunId) && names.Contains(c.Name))
            .Select(c => new { c.RunId, c.Name, c.Chunk, Level = width == ChunkLevel.Fine ? c.Fine : c.Coarse });
        var found = await levels.ToDictionaryAsync(l => (l.RunId, l.Name, l.Chunk), l => l.Level, cancel);
        foreach (var (key, part) in parts)
            foreach (var head in part.Heads.Where(part.IsWhole))
                part.AddBlocks(head, found[(key.Run, key.Name, head.Chunk)]);
    }

    async Task ReadPointsAsync(CancellationToken cancel)
    {
        var wanted = _parts.SelectMany(p => p.Value.Heads.Where(h => p.Value.IsSeen(h) && (p.Value.Width == 1 || !p.Value.IsWhole(h)))
            .Select(h => (Part: p.Value, Head: h))).ToArray();
        if (wanted.Length == 0)
            return;
        var (runs, names) = (wanted.Select(w => w.Head.RunId).Distinct().ToArray(), wanted.Select(w => w.Head.Name).Distinct().ToArray());
        var chunks = wanted.Select(w => w.Head.Chunk).Distinct().ToArray();
        var points = db.MetricChunks.AsNoTracking().Where(c => runs.Contains(c.RunId) && names.Contains(c.Name) && chunks.Contains(c.Chunk))
            .Select(c => new { c.RunId, c.Name, c.Chunk, c.Points });
        var found = await points.ToDictionaryAsync(p => (p.RunId, p.Name, p.Chunk), p => p.Points, cancel);
        foreach (var (part, head) in wanted)
        {
            var (iterations, values) = ChunkBuilder.Unpack(found[(head.RunId, head.Name, head.Chunk)]);
            part.AddPoints(head.Attempt, iterations, values);
        }
    }

    async Task ReadOpenAsync(CancellationToken cancel)
    {
        var open = db.OpenPoints.AsNoTracking().Where(p => request.Runs.Contains(p.RunId)).OrderBy(p => p.RunId).ThenBy(p => p.Sequence);
        foreach (var entry in await open.ToListAsync(cancel))
        {
            var columns = EntryBlob.Unpack(entry.Points, request.Names);
            foreach (var column in columns.Columns)
            {
                var points = new PointList(column.Values.Length);
                points.Add(columns, column);
                _parts[(entry.RunId, column.Name)].AddPoints(entry.Attempt, points.IterationSpan, points.ValueSpan);
            }
        }
    }

    IQueryable<MetricChunk> InRange(IQueryable<MetricChunk> chunks)
    {
        var (runs, names, from, to) = (request.Runs, request.Names, request.From, request.To);
        return chunks.Where(c => runs.Contains(c.RunId) && names.Contains(c.Name) && c.FirstIteration <= to && c.LastIteration >= from);
    }

    static (Guid[] Runs, string[] Names) KeysOf(KeyValuePair<(Guid Run, string Name), SeriesPart>[] parts) =>
        ([.. parts.Select(p => p.Key.Run).Distinct()], [.. parts.Select(p => p.Key.Name).Distinct()]);
}
