using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>A metric's total and its open chunk while points are appended. Sums go point by point, so portions do not matter.</summary>
sealed class OpenMetric(TrackerDb db, MetricTotal total, MetricChunk? chunk)
{
    readonly List<int> _iterations = [.. chunk?.Iterations ?? []];
    readonly List<double> _values = [.. chunk?.Values ?? []];
    bool _touched;

    public void Append(int attempt, int iteration, double value)
    {
        if (chunk is null || chunk.Attempt != attempt || _iterations.Count == MetricChunk.Capacity)
            Begin(attempt);
        _iterations.Add(iteration);
        _values.Add(value);
        _touched = true;
        CountInChunk(chunk!, iteration, value);
        CountInTotal(iteration, value);
    }

    public void Flush()
    {
        if (!_touched || chunk is null)
            return;
        chunk.Iterations = [.. _iterations];
        chunk.Values = [.. _values];
        _touched = false;
    }

    public void Recount(MetricPoints points)
    {
        (total.Count, total.LastIteration, total.Last) = (0, 0, null);
        (total.Min, total.MinIteration, total.Max, total.MaxIteration) = (null, 0, null, 0);
        for (var i = 0; i < points.Iterations.Count; i++)
            CountInTotal(points.Iterations[i], points.Values[i]);
    }

    void Begin(int attempt)
    {
        Flush();
        chunk = new() { RunId = total.RunId, Name = total.Name, Chunk = total.Chunks++, Attempt = attempt };
        db.Add(chunk);
        _iterations.Clear();
        _values.Clear();
    }

    static void CountInChunk(MetricChunk chunk, int iteration, double value)
    {
        chunk.FirstIteration = chunk.Count == 0 ? iteration : Math.Min(chunk.FirstIteration, iteration);
        chunk.LastIteration = chunk.Count == 0 ? iteration : Math.Max(chunk.LastIteration, iteration);
        chunk.Count++;
        if (double.IsNaN(value))
            return;
        chunk.Min = chunk.Min is { } min ? Math.Min(min, value) : value;
        chunk.Max = chunk.Max is { } max ? Math.Max(max, value) : value;
        chunk.Sum = StoredForm.Number((chunk.Sum ?? 0) + value);
    }

    void CountInTotal(int iteration, double value)
    {
        total.Count++;
        total.LastIteration = iteration;
        total.Last = StoredForm.Number(value);
        if (double.IsNaN(value))
            return;
        if (total.Min is not { } min || value < min)
            (total.Min, total.MinIteration) = (value, iteration);
        if (total.Max is not { } max || value > max)
            (total.Max, total.MaxIteration) = (value, iteration);
    }
}
