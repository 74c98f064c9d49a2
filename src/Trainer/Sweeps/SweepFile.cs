using Platform.Contracts.Sweeps;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>A sweep as it is written: see docs/sweeps.md. What it means is a <see cref="SweepPlan"/>.</summary>
public sealed record SweepFile
{
    /// <summary>The sweep's id and the name of its folder.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>A configuration that comes with the platform, or the path of one.</summary>
    public required string Base { get; init; }

    /// <summary>Settings of every cell, over the base.</summary>
    public IReadOnlyList<SweepSetting> Set { get; init; } = [];

    /// <summary>Empty: the base's own seed.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [];

    /// <summary>Each step has the settings of all before it.</summary>
    public IReadOnlyList<SweepStep> Ladder { get; init; } = [];

    /// <summary>Every combination of their values is a row of the sweep.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; init; } = [];

    public SweepObjective Objective { get; init; } = SweepObjective.Default;
}

/// <summary>One <c>key.path: value</c>.</summary>
public sealed class SweepSetting
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
public sealed record SweepStep(string Name, IReadOnlyList<SweepSetting> Set);

/// <summary>A setting and the values it takes.</summary>
public sealed record SweepAxis(string Key, IReadOnlyList<SweepSetting> Values);
