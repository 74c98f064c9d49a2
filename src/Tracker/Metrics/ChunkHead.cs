using System.Linq.Expressions;

namespace Platform.Tracker.Metrics;

/// <summary>A chunk without its points.</summary>
class ChunkHead
{
    public required Guid RunId { get; init; }
    public required string Name { get; init; }

    /// <summary>0, 1, 2 … per run and metric, across attempts.</summary>
    public required int Chunk { get; init; }

    public required int Attempt { get; init; }
    public required int Count { get; init; }

    /// <summary>The smallest iteration.</summary>
    public required int FirstIteration { get; init; }

    /// <summary>The largest iteration.</summary>
    public required int LastIteration { get; init; }

    /// <summary>Between one iteration and the next; 0 where that varies.</summary>
    public required int Step { get; init; }

    // Null stands for NaN, which SQLite cannot store; min and max leave NaN out.
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
