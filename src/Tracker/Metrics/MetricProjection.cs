using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>
/// Appends the points of one run. They stay open, a row an entry, until there are enough of them or the attempt ends; then
/// they are sorted by metric into chunks. When that is follows from the journal alone, so any portions give the same rows.
/// </summary>
sealed class MetricProjection(TrackerDb db, Run run, MetricChanges changes)
{
    // What a chart of one metric has to read besides chunks, at most.
    const int MostOpenEntries = 256;
    const int MostOpenRows = 4096;
    const int MostOpenPoints = 256 * 1024;

    readonly List<(long Sequence, MetricColumns Columns)> _open = [];
    readonly ChunkAppender _chunks = new(db, run.Id, changes);
    bool _storedOpen = run.OpenEntries > 0;

    public async Task AppendAsync(EntryHeader header, MetricColumns entry, CancellationToken cancel)
    {
        foreach (var iteration in entry.Iterations)
            run.Iteration = Math.Max(run.Iteration, iteration);
        var points = entry.Points;
        if (points == 0)
            return;
        if (run.OpenEntries > 0 && run.OpenAttempt != header.Attempt)
            await CloseAsync(cancel);
        foreach (var column in entry.Columns)
            if (column.Count > 0)
                changes.TotalOf(run.Id, column.Name).Add(entry, column);
        _open.Add((header.Sequence, entry));
        run.OpenAttempt = header.Attempt;
        run.OpenEntries++;
        run.OpenRows += entry.Iterations.Length;
        run.OpenPoints += points;
        if (run.OpenEntries >= MostOpenEntries || run.OpenRows >= MostOpenRows || run.OpenPoints >= MostOpenPoints)
            await CloseAsync(cancel);
    }

    /// <summary>Puts all open points into chunks.</summary>
    public async Task CloseAsync(CancellationToken cancel)
    {
        if (run.OpenEntries == 0)
            return;
        var metrics = new SortedDictionary<string, PointList>(StringComparer.Ordinal);
        if (_storedOpen)
        {
            var stored = db.OpenPoints.AsNoTracking().Where(p => p.RunId == run.Id).OrderBy(p => p.Sequence).Select(p => p.Points);
            foreach (var blob in await stored.ToListAsync(cancel))
                Gather(EntryBlob.Unpack(blob), metrics);
            changes.Closed.Add(run.Id);
        }
        foreach (var (_, columns) in _open)
            Gather(columns, metrics);
        foreach (var (name, points) in metrics)
            await _chunks.AppendAsync(name, run.OpenAttempt, points, cancel);
        _open.Clear();
        _storedOpen = false;
        (run.OpenEntries, run.OpenRows, run.OpenPoints) = (0, 0, 0);
    }

    /// <summary>Hands on what is open, to be written.</summary>
    public void Flush()
    {
        foreach (var (sequence, columns) in _open)
            changes.Open(new() { RunId = run.Id, Sequence = sequence, Attempt = run.OpenAttempt, Points = EntryBlob.Pack(columns) });
        _storedOpen |= _open.Count > 0;
        _open.Clear();
    }

    static void Gather(MetricColumns entry, SortedDictionary<string, PointList> metrics)
    {
        foreach (var column in entry.Columns)
        {
            if (column.Count == 0)
                continue;
            if (!metrics.TryGetValue(column.Name, out var points))
                metrics.Add(column.Name, points = new(MostOpenRows));
            points.Add(entry, column);
        }
    }
}
