using System.Linq.Expressions;

namespace Platform.Tracker.Metrics;

/// <summary>A chunk without its points.</summary>
sealed record ChunkHead
{
    public required Guid RunId { get; init; }
    public required string Name { get; init; }
    public required int Chunk { get; init; }
    public required int Attempt { get; init; }
    public required int Count { get; init; }
    public required int FirstIteration { get; init; }
    public required int LastIteration { get; init; }
    public required int Step { get; init; }
    public required double? First { get; init; }
    public required double? Last { get; init; }
    public required double? Min { get; init; }
    public required int MinIteration { get; init; }
    public required double? Max { get; init; }
    public required int MaxIteration { get; init; }

    public static readonly Expression<Func<MetricChunk, ChunkHead>> Of = c => new()
    {
        RunId = c.RunId, Name = c.Name, Chunk = c.Chunk, Attempt = c.Attempt, Count = c.Count, FirstIteration = c.FirstIteration,
        LastIteration = c.LastIteration, Step = c.Step, First = c.First, Last = c.Last, Min = c.Min, MinIteration = c.MinIteration, Max = c.Max,
        MaxIteration = c.MaxIteration,
    };
}
