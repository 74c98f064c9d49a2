using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Contracts.Sweeps;

/// <summary>How a sweep stands, for its strategy.</summary>
/// <param name="HoursSpent">Hours of training so far, all trainers together.</param>
public sealed record SweepProgress(IReadOnlyList<CellStanding> Cells, double HoursSpent);

/// <summary>How a cell stands.</summary>
public sealed record CellStanding
{
    /// <summary>The <see cref="PlannedCell.Id"/>.</summary>
    public required string Id { get; init; }

    public required SweepCellState State { get; init; }
    public required string Label { get; init; }
    public required int Seed { get; init; }
    public required string ConfigHash { get; init; }
    public required JsonElement Config { get; init; }
    public required IReadOnlyDictionary<string, string> Values { get; init; }
    public int Iteration { get; init; }

    /// <summary>The objective at the iterations where it was evaluated, ascending; the best network's where there are several.</summary>
    public IReadOnlyList<EvaluationPoint> Evaluations { get; init; } = [];
}

/// <param name="Value">Percent.</param>
/// <param name="Order">Counts the sweep's evaluations as they became known, from 1: what had come before it can be told.</param>
public sealed record EvaluationPoint(int Iteration, double Value, long Order)
{
    /// <summary>A rung had ended the run here and somebody had it go on: no rung ends it again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Kept { get; init; }
}

/// <summary>What a strategy wants next.</summary>
public sealed record SweepDecision
{
    /// <summary>Wants nothing for now.</summary>
    public static readonly SweepDecision Wait = new();

    /// <summary>Those that are there already are left as they are.</summary>
    public IReadOnlyList<PlannedCell> Add { get; init; } = [];

    /// <summary>Cells that are not worth their time, by id: those at work are stopped.</summary>
    public IReadOnlyList<string> Prune { get; init; } = [];

    /// <summary>Whatever comes of the cells there are, no more will be added.</summary>
    public bool Finished { get; init; }
}
