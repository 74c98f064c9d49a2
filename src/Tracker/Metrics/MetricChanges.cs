namespace Platform.Tracker.Metrics;

/// <summary>What the entries of one transaction change in the tables of metrics, over all its runs.</summary>
sealed class MetricChanges
{
    readonly Dictionary<(Guid Run, string Name), MetricDelta> _totals = [];
    readonly Dictionary<(Guid Run, string Name, int Chunk), MetricChunk> _chunks = [];
    readonly List<OpenPoints> _opened = [];

    /// <summary>To be merged into the totals.</summary>
    public IReadOnlyDictionary<(Guid Run, string Name), MetricDelta> Totals => _totals;

    /// <summary>To be written, over those of the same key.</summary>
    public IReadOnlyCollection<MetricChunk> Chunks => _chunks.Values;

    /// <summary>Those of <see cref="Chunks"/> that are already there with fewer points.</summary>
    public List<(Guid Run, string Name, int Chunk)> Rewritten { get; } = [];

    /// <summary>How many chunks these metrics have now, and points in the last.</summary>
    public Dictionary<(Guid Run, string Name), (int Chunks, int Points)> ChunkStates { get; } = [];

    /// <summary>To be added, in order of sequence within a run.</summary>
    public IReadOnlyList<OpenPoints> Opened => _opened;

    /// <summary>Runs whose stored open points went into chunks.</summary>
    public HashSet<Guid> Closed { get; } = [];

    public bool Any => _totals.Count > 0 || _chunks.Count > 0 || _opened.Count > 0 || Closed.Count > 0;

    public MetricDelta TotalOf(Guid run, string name)
    {
        if (!_totals.TryGetValue((run, name), out var total))
            _totals.Add((run, name), total = new());
        return total;
    }

    public bool Has(Guid run, string name, int chunk) => _chunks.ContainsKey((run, name, chunk));

    public void Put(MetricChunk chunk) => _chunks[(chunk.RunId, chunk.Name, chunk.Chunk)] = chunk;

    public void Open(OpenPoints points) => _opened.Add(points);

    public void Clear()
    {
        _totals.Clear();
        _chunks.Clear();
        _opened.Clear();
        Rewritten.Clear();
        ChunkStates.Clear();
        Closed.Clear();
    }
}
