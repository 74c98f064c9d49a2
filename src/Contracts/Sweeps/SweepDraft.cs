namespace Platform.Contracts.Sweeps;

/// <summary>A sweep file that was read.</summary>
public sealed record SweepDraft
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The file in the form that is kept and given to <see cref="ISweepPlanner.Decide"/>: the base in place of its name.</summary>
    public string Yaml { get; init; } = "";

    /// <summary>"miou/val/seg": percent, the more the better.</summary>
    public required string Objective { get; init; }

    /// <summary>"ladder", "grid", "random with asha", "tpe with adaptive seeds" …</summary>
    public required string Strategy { get; init; }

    /// <summary>Cells of sweeps with a higher one go first.</summary>
    public int Priority { get; init; }

    public SweepBudget Budget { get; init; } = SweepBudget.Unlimited;

    /// <summary>How often a cell that failed is tried again.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>Whether cells that completed in earlier sweeps, with the same configuration and seed, are taken over.</summary>
    public bool Reuse { get; init; }

    /// <summary>The settings it varies, in the order of the file.</summary>
    public IReadOnlyList<string> Axes { get; init; } = [];

    /// <summary>Iterations at which cells are stopped early; empty without early stopping.</summary>
    public IReadOnlyList<int> Rungs { get; init; } = [];

    /// <summary>At a rung, one of so many goes on; 0 without early stopping.</summary>
    public int KeepOneOf { get; init; }

    /// <summary>All of them, or the first that a strategy wants.</summary>
    public IReadOnlyList<PlannedCell> Cells { get; init; } = [];

    /// <summary>Cells there will be, at most; what adaptive seeds add is not known before.</summary>
    public int Total { get; init; }

    /// <summary>What a reader of the file may not expect of it, a line each: rows that are the same, what is drawn or cut short.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>"FILE:LINE:COLUMN: what", in order; with any, nothing else here counts.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <summary>What a sweep may use; absent is unlimited.</summary>
/// <param name="Runs">Cells that are begun.</param>
/// <param name="Hours">Of training, all trainers together.</param>
public sealed record SweepBudget(int? Runs = null, double? Hours = null)
{
    public static readonly SweepBudget Unlimited = new();
}
