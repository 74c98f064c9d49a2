namespace Platform.Contracts.Api;

/// <summary>What runs have in common and what not: the head of a comparison, without any series.</summary>
public sealed record RunComparison
{
    public const int MostGroups = 20;
    public const int MostRuns = 200;

    /// <summary>"all but the seed" as <c>by</c>: runs whose settings differ in nothing else are one group.</summary>
    public const string AllButSeed = "all-but-seed";

    /// <summary>In the order of the runs given; groups of a filter by their labels.</summary>
    public required IReadOnlyList<ComparedGroup> Groups { get; init; }

    /// <summary>Settings that are not the same in all runs, or all where asked for; what tells groups apart comes first.</summary>
    public required IReadOnlyList<ComparedParameter> Parameters { get; init; }

    /// <summary>How many settings are the same in every run.</summary>
    public required int SameParameters { get; init; }

    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }

    /// <summary>What was evaluated: split, output and network.</summary>
    public required IReadOnlyList<ComparedHead> Heads { get; init; }

    /// <summary>Runs asked for that the tracker does not know.</summary>
    public IReadOnlyList<Guid> Unknown { get; init; } = [];

    /// <summary>Groups past <see cref="MostGroups"/>, which are not compared.</summary>
    public int LeftOut { get; init; }
}

/// <summary>One run, or several whose chosen parameters have the same values.</summary>
public sealed record ComparedGroup
{
    /// <summary>Names it in addresses: the run's id, or a hash of the values that make the group.</summary>
    public required string Key { get; init; }

    /// <summary>The fewest of the differing parameters that tell it from the others; empty where nothing differs.</summary>
    public required IReadOnlyList<LegendPart> Label { get; init; }

    /// <summary>Of one run by its start, of several by seed.</summary>
    public required IReadOnlyList<ComparedRun> Runs { get; init; }
}

/// <summary>One differing parameter in a legend.</summary>
/// <param name="Key">The whole key.</param>
/// <param name="Name">As short as it can be among those that differ.</param>
/// <param name="Value">Null where no run of the group has it.</param>
public sealed record LegendPart(string Key, string Name, string? Value)
{
    /// <summary>"+ptc", "no ptc", "learningRate 0.001".</summary>
    public override string ToString() => Value switch
    {
        "true" => "+" + Name,
        "false" => "no " + Name,
        null => "without " + Name,
        _ => $"{Name} {Value}",
    };
}

public sealed record ComparedRun
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required int Seed { get; init; }

    /// <summary>Whether nobody trained it: its numbers were made up by <c>platform seed</c>.</summary>
    public bool Synthetic { get; init; }

    public required RunStatus Status { get; init; }
    public required int Iteration { get; init; }
    public required int TotalIterations { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required long AppliedSequence { get; init; }
    public required IReadOnlyList<ComparedPhase> Phases { get; init; }
}

/// <summary>A phase that a run entered.</summary>
public sealed record ComparedPhase(string Name, int FromIteration);

/// <summary>One setting over the groups.</summary>
/// <param name="Values">Of each group; several different ones within a group are joined by " | ", null where it has none.</param>
/// <param name="Differs">Whether not all runs agree.</param>
public sealed record ComparedParameter(string Key, IReadOnlyList<string?> Values, bool Differs);

/// <param name="Runs">How many of the runs logged it.</param>
public sealed record ComparedMetric(string Name, int Runs, bool LowerIsBetter);

/// <param name="Runs">How many of the runs evaluated it.</param>
public sealed record ComparedHead(string Split, string Output, string Network, int Runs)
{
    /// <summary>As a network: of each run the one that reached the better mean IoU. Only where there are several.</summary>
    public const string Better = "*";
}
