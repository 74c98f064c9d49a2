using Platform.Tracker.Runs;

namespace Platform.Tracker.Metrics;

/// <summary>One series while it is read: its chunks, the step of the pyramid they are read at, and the points got so far.</summary>
sealed class SeriesPart(SeriesRequest request, IReadOnlyList<ChunkHead> heads, Supersession visible)
{
    readonly PointList _points = new();

    public IReadOnlyList<ChunkHead> Heads => heads;

    /// <summary>Points in the range, those not shown included.</summary>
    public long Total { get; private set; }

    /// <summary>0: the chunks' own extremes; else points a block, 1 for every point.</summary>
    public int Width { get; private set; } = 1;

    /// <summary>Whether all of the chunk is asked for and can be shown by its blocks.</summary>
    public bool IsWhole(ChunkHead head) =>
        head.Step > 0 && head.FirstIteration >= request.From && head.LastIteration <= Math.Min(request.To, visible.LastOf(head.Attempt));

    public bool IsSeen(ChunkHead head) => head.FirstIteration <= visible.LastOf(head.Attempt);

    /// <summary>Takes the coarsest step that still gives every bucket a block or two.</summary>
    public void Choose()
    {
        if (request.MaxPoints is not { } most)
            return;
        var points = heads.Where(IsSeen).Sum(h => (long)h.Count);
        var blocks = 2L * SeriesBuckets.CountFor(most);
        Width = heads.Count >= blocks ? 0
            : points / ChunkLevel.Coarse >= blocks ? ChunkLevel.Coarse
            : points > most && points / ChunkLevel.Fine >= blocks ? ChunkLevel.Fine
            : 1;
    }

    public void AddWhole(ChunkHead head)
    {
        Total += head.Count;
        var points = new SortedDictionary<int, double?>
        {
            [head.FirstIteration] = head.First,
            [head.LastIteration] = head.Last,
        };
        if (head.Min is { } min && head.Max is { } max)
            (points[head.MinIteration], points[head.MaxIteration]) = (min, max);
        foreach (var (iteration, value) in points)
            _points.Add(iteration, value ?? double.NaN);
    }

    public void AddBlocks(ChunkHead head, byte[] level)
    {
        Total += head.Count;
        // a chunk's ends are shown, so that a series begins and ends where it does
        var blocks = new PointList(2 * (head.Count / Width + 2));
        ChunkLevel.Unpack(level, Width, head.FirstIteration, head.Step, head.Count, blocks);
        if (blocks.Iterations[0] > head.FirstIteration)
            _points.Add(head.FirstIteration, head.First ?? double.NaN);
        _points.Add(blocks.IterationSpan, blocks.ValueSpan);
        if (blocks.Iterations[^1] < head.LastIteration)
            _points.Add(head.LastIteration, head.Last ?? double.NaN);
    }

    public void AddPoints(int attempt, ReadOnlySpan<int> iterations, ReadOnlySpan<double> values)
    {
        var last = Math.Min(request.To, visible.LastOf(attempt));
        if (iterations.Length > 0 && iterations[0] >= request.From && iterations[^1] <= last && IsSorted(iterations))
        {
            Total += values.Length;
            _points.Add(iterations, values);
            return;
        }
        for (var i = 0; i < iterations.Length; i++)
            if (iterations[i] >= request.From && iterations[i] <= last)
            {
                Total++;
                _points.Add(iterations[i], values[i]);
            }
    }

    public (int[] Iterations, double[] Values) Sorted() => _points.Sorted();

    static bool IsSorted(ReadOnlySpan<int> iterations)
    {
        for (var i = 1; i < iterations.Length; i++)
            if (iterations[i] < iterations[i - 1])
                return false;
        return true;
    }
}
