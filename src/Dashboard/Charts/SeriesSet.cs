using Platform.Contracts.Api;

namespace Platform.Dashboard.Charts;

/// <summary>The curves of one run over one range of iterations (all of it by default), kept up to date from cursors.</summary>
public sealed class SeriesSet(Guid run, int? from = null, int? to = null)
{
    const int NamesAtOnce = 50;     // keeps the address of a request short

    readonly Dictionary<string, SeriesBuffer> _buffers = new(StringComparer.Ordinal);

    public int? From => from;
    public int? To => to;

    /// <summary>Null where the metric was not asked for.</summary>
    public SeriesBuffer? Find(string metric) => _buffers.GetValueOrDefault(metric);

    /// <summary>Asks for what is new of each metric, and only that.</summary>
    public async Task UpdateAsync(TrackerClient tracker, IReadOnlyList<MetricSummary> metrics, CancellationToken cancel)
    {
        foreach (var behind in metrics.Where(IsBehind).GroupBy(m => NextIteration(m.Name)))
            foreach (var some in behind.Chunk(NamesAtOnce))
                foreach (var series in await tracker.SeriesAsync(run, [.. some.Select(m => m.Name)], behind.Key, to, SeriesBuffer.MaxPoints, cancel))
                    Buffer(series.Name).Append(series);
    }

    bool IsBehind(MetricSummary metric) =>
        (_buffers.GetValueOrDefault(metric.Name)?.Cursor ?? (from ?? 0) - 1) < Math.Min(metric.LastIteration, to ?? int.MaxValue);

    int? NextIteration(string name) => _buffers.GetValueOrDefault(name)?.Cursor + 1 ?? from;

    SeriesBuffer Buffer(string name)
    {
        if (!_buffers.TryGetValue(name, out var buffer))
            _buffers[name] = buffer = new(name);
        return buffer;
    }
}
