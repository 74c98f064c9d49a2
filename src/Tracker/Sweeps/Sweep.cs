using Platform.Contracts.Api;

namespace Platform.Tracker.Sweeps;

/// <summary>A sweep people asked for. No journal says it: what it came to is in its cells and their runs.</summary>
sealed class Sweep
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; set; }

    /// <summary>What the strategy is asked with.</summary>
    public required string Yaml { get; set; }

    public required string Objective { get; set; }
    public required string Strategy { get; set; }

    /// <summary>JSON.</summary>
    public required string Axes { get; set; }

    /// <summary>JSON.</summary>
    public required string Rungs { get; set; }

    public int KeepOneOf { get; set; }
    public required SweepState State { get; set; }
    public int Priority { get; set; }
    public int? BudgetRuns { get; set; }
    public double? BudgetHours { get; set; }
    public int Retries { get; set; }
    public bool Reuse { get; set; }

    /// <summary>The machine whose process trains the cells by itself, so that the tracker only follows; null: whoever takes them from the queue does.</summary>
    public string? TrainedBy { get; set; }

    /// <summary>Cells there will be, at most, as far as the file tells.</summary>
    public int Total { get; set; }

    /// <summary>The strategy adds no more cells.</summary>
    public bool Finished { get; set; }

    /// <summary>Evaluations known so far: the newest one's order.</summary>
    public long Evaluated { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}
