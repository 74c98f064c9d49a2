using Platform.Contracts.Sweeps;

namespace Platform.Contracts.Api;

/// <summary>A sweep as a whole.</summary>
public sealed record SweepSummary
{
    public required Guid Id { get; init; }

    /// <summary>Unique: the file's; a second sweep of the same file is told from the first by "-2".</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>"miou/val/seg": percent, the more the better.</summary>
    public required string Objective { get; init; }

    /// <summary>"ladder", "grid", "random with asha", "tpe with adaptive seeds" …</summary>
    public required string Strategy { get; init; }
    public required SweepState State { get; init; }
    public required int Priority { get; init; }
    public required SweepBudget Budget { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last cell ended; absent before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Cells by state; states without cells are absent.</summary>
    public required IReadOnlyDictionary<SweepCellState, int> Cells { get; init; }

    /// <summary>Cells there will be in the end, as far as it can be told: those that are there and those a strategy has still to draw.</summary>
    public int Expected { get; init; }

    /// <summary>Cells taken over from earlier sweeps.</summary>
    public int Reused { get; init; }

    /// <summary>Hours of training so far, all trainers together.</summary>
    public required double HoursSpent { get; init; }

    /// <summary>The objective of the best configuration, percent: the mean over its seeds that have completed.</summary>
    public double? Best { get; init; }

    /// <summary>The cell of <see cref="Best"/>; of several seeds what they have in common, and how many.</summary>
    public string? BestCell { get; init; }

    /// <summary>The machine where <c>platform sweep run</c> trains it without a queue, so that it is begun and ended there; absent: workers do.</summary>
    public string? TrainedBy { get; init; }

    /// <summary>Until its cells have ended, by those that have and the trainers at work; absent while nothing tells.</summary>
    public double? SecondsLeft { get; init; }
}

/// <summary>Where a sweep stands.</summary>
public enum SweepState
{
    Running,

    /// <summary>Its cells at work go on, no other begins.</summary>
    Paused,

    Stopped,

    /// <summary>Every cell has ended, whatever came of it.</summary>
    Ended,
}

/// <summary>A sweep with its cells.</summary>
/// <param name="Yaml">The file as it was given last, the base configuration in place of its name.</param>
public sealed record SweepDetail(SweepSummary Summary, string Yaml, IReadOnlyList<SweepCellInfo> Cells)
{
    /// <summary>The settings it varies: keys of <see cref="SweepCellInfo.Values"/>, in the order of the file.</summary>
    public IReadOnlyList<string> Axes { get; init; } = [];

    /// <summary>Iterations at which cells are stopped early; empty without early stopping.</summary>
    public IReadOnlyList<int> Rungs { get; init; } = [];

    /// <summary>At a rung, one of so many goes on; 0 without early stopping.</summary>
    public int KeepOneOf { get; init; }
}
