using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>Appends the points of one run to their open chunks.</summary>
sealed class MetricProjection(TrackerDb db, Guid run)
{
    Dictionary<string, OpenMetric>? _metrics;

    public async Task LogAsync(Run row, EntryHeader header, MetricsLogged e, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        foreach (var (name, values) in e.Values)
        {
            var metric = Open(name);
            for (var i = 0; i < values.Count; i++)
                if (values[i] is { } value)
                    metric.Append(header.Attempt, e.Iterations[i], value);
        }
        foreach (var iteration in e.Iterations)
            row.Iteration = Math.Max(row.Iteration, iteration);
    }

    /// <summary>System samples are series like any other.</summary>
    public async Task SampleAsync(Run row, EntryHeader header, SystemSampled e, CancellationToken cancel)
    {
        await AppendAsync("system/cpu", header.Attempt, e.Iteration, e.CpuPercent, cancel);
        await AppendAsync("system/memory", header.Attempt, e.Iteration, e.MemoryBytes, cancel);
        if (e.GpuPercent is { } gpu)
            await AppendAsync("system/gpu", header.Attempt, e.Iteration, gpu, cancel);
        if (e.GpuMemoryBytes is { } memory)
            await AppendAsync("system/gpu-memory", header.Attempt, e.Iteration, memory, cancel);
        row.Iteration = Math.Max(row.Iteration, e.Iteration);
    }

    public async Task AppendAsync(string name, int attempt, int iteration, double value, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Open(name).Append(attempt, iteration, value);
    }

    /// <summary>Puts the appended points into the tracked rows.</summary>
    public void Flush()
    {
        foreach (var metric in _metrics?.Values ?? Enumerable.Empty<OpenMetric>())
            metric.Flush();
    }

    /// <summary>After a resume, once everything is saved: counts the metrics with points past its iteration anew.</summary>
    public async Task RecountAsync(Supersession visible, int from, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var past = await db.MetricChunks.Where(c => c.RunId == run && c.LastIteration > from)
            .Select(c => c.Name).Distinct().ToListAsync(cancel);
        foreach (var name in past)
        {
            var chunks = await db.MetricChunks.AsNoTracking().Where(c => c.RunId == run && c.Name == name)
                .OrderBy(c => c.Chunk).ToListAsync(cancel);
            _metrics![name].Recount(MetricPoints.Visible(chunks, visible));
        }
    }

    async Task LoadAsync(CancellationToken cancel)
    {
        if (_metrics is not null)
            return;
        var totals = await db.MetricTotals.Where(t => t.RunId == run).ToListAsync(cancel);
        var open = await db.MetricTotals.Where(t => t.RunId == run)
            .Join(db.MetricChunks, t => new { t.RunId, t.Name, Chunk = t.Chunks - 1 }, c => new { c.RunId, c.Name, c.Chunk }, (t, c) => c)
            .ToDictionaryAsync(c => c.Name, cancel);
        _metrics = totals.ToDictionary(t => t.Name, t => new OpenMetric(db, t, open.GetValueOrDefault(t.Name)));
    }

    OpenMetric Open(string name)
    {
        name = StoredForm.Text(name);
        if (_metrics!.TryGetValue(name, out var metric))
            return metric;
        var total = new MetricTotal { RunId = run, Name = name };
        db.Add(total);
        return _metrics[name] = new(db, total, null);
    }
}
