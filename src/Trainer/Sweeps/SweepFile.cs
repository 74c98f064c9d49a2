using Platform.Contracts.Sweeps;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>A sweep as it is written: see docs/sweeps.md. What it means is a <see cref="SweepPlan"/>.</summary>
sealed record SweepFile
{
    /// <summary>The sweep's id and the name of its folder.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>What the configurations are made from.</summary>
    public required SweepBase Base { get; init; }

    /// <summary>Settings of every cell, over the base.</summary>
    public IReadOnlyList<SweepSetting> Set { get; init; } = [];

    /// <summary>Empty: the base's own seed.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [];

    public IReadOnlyList<SweepStep> Ladder { get; init; } = [];

    /// <summary>What the steps of <see cref="Ladder"/> make of each other.</summary>
    public LadderForm LadderForm { get; init; }

    /// <summary>Every combination of their values is a row of the sweep, or what a strategy draws from.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; init; } = [];

    /// <summary>A combination for which one of them does not hold is left out.</summary>
    internal IReadOnlyList<SweepConstraint> Constraints { get; init; } = [];

    public SweepObjective Objective { get; init; } = SweepObjective.Default;
    public SweepStrategy Strategy { get; init; } = new();

    /// <summary>Absent: every run is trained to its end.</summary>
    public AshaRule? Asha { get; init; }

    /// <summary>Absent: <see cref="Seeds"/> and no more.</summary>
    public SeedRule? AdaptiveSeeds { get; init; }

    public SweepBudget Budget { get; init; } = SweepBudget.Unlimited;

    /// <summary>Cells of sweeps with a higher one go first.</summary>
    public int Priority { get; init; }

    /// <summary>How often a cell that failed is tried again.</summary>
    public int Retries { get; init; } = 1;

    /// <summary>Whether completed cells of earlier sweeps are taken over.</summary>
    public bool Reuse { get; init; }

    /// <summary>The file as it was read.</summary>
    internal required ConfigNode Root { get; init; }

    /// <summary>Where a key is; where the file begins when it has no such key.</summary>
    internal ConfigNode At(string key) => Root.Members.GetValueOrDefault(key) ?? Root;
}

/// <summary>One <c>key.path: value</c>.</summary>
sealed class SweepSetting
{
    internal SweepSetting(string key, string shown, ConfigNode value) => (Key, Shown, Value) = (key, shown, value);

    /// <summary>Path of the setting in a training configuration.</summary>
    public string Key { get; }

    /// <summary>The value as tables and names show it.</summary>
    public string Shown { get; }

    /// <summary>The value and its place in the file.</summary>
    internal ConfigNode Value { get; }
}

/// <summary>A rung of a ladder.</summary>
sealed record SweepStep(string Name, IReadOnlyList<SweepSetting> Set);

/// <summary>What steps of a ladder have of each other.</summary>
enum LadderForm
{
    /// <summary>Each has the settings of all before it.</summary>
    Cumulative,

    /// <summary>All steps together, and all but each one after the first, which is where the ladder stands.</summary>
    LeaveOneOut,
}
