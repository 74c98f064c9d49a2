using Platform.Contracts.Sweeps;

namespace Platform.Contracts.Api;

/// <summary>A cell of a sweep and the run that is its.</summary>
public sealed record SweepCellInfo
{
    /// <summary>Unique within the sweep.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The row it belongs to, "+dta".</summary>
    public required string Label { get; init; }

    public required int Seed { get; init; }
    public required string ConfigHash { get; init; }

    /// <summary>What it has of every setting the sweep varies, as tables show it.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    public required SweepCellState State { get; init; }

    /// <summary>Known from the start; there is such a run once <see cref="StartedAt"/> is there.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The newest, 0 before the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>How often it failed since it was last asked for.</summary>
    public required int Failures { get; init; }

    /// <summary>How often a trainer of it fell silent.</summary>
    public required int Losses { get; init; }

    public required int Iteration { get; init; }
    public required int TotalIterations { get; init; }

    /// <summary>The objective at the last evaluation, percent; the best network's where there are several.</summary>
    public double? Value { get; init; }

    /// <summary>The objective over the iterations.</summary>
    public IReadOnlyList<EvaluationPoint> Evaluations { get; init; } = [];

    /// <summary>Why it failed last.</summary>
    public string? Error { get; init; }

    /// <summary>Who trains it, or did last.</summary>
    public string? Trainer { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The sweep it was taken over from.</summary>
    public string? ReusedFrom { get; init; }
}
