namespace Platform.Contracts.Api;

/// <summary>Runs put together by what they share.</summary>
public sealed record RunGroupRequest
{
    /// <summary>Which runs, with which columns, in which order; skip and take count groups. Default order: the newest run first.</summary>
    public required RunListRequest Runs { get; init; }

    /// <summary>Fields and parameters: runs equal in all of these are a group.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>
    /// Instead of <see cref="By"/>: runs equal in method, backbone, data set and every parameter but these are a group.
    /// "seed" stands for each parameter whose last part is seed.
    /// </summary>
    public IReadOnlyList<string> But { get; init; } = [];
}

/// <summary>One page of groups.</summary>
/// <param name="Total">Groups on all pages.</param>
/// <param name="Runs">Runs in them.</param>
/// <param name="By">What they are told apart by, those in which no two groups differ left out.</param>
public sealed record RunGroupPage(int Total, int Runs, IReadOnlyList<string> By, IReadOnlyList<RunGroup> Groups);

/// <summary>Runs that share their keys.</summary>
public sealed record RunGroup
{
    /// <summary>By the names of <see cref="RunGroupPage.By"/>; what the runs lack is absent.</summary>
    public required IReadOnlyDictionary<string, string> Keys { get; init; }

    public required int Count { get; init; }

    /// <summary>The newest of its runs, at most <see cref="MostListed"/>.</summary>
    public required IReadOnlyList<Guid> Runs { get; init; }

    /// <summary>By column as it was asked for; a column none of the runs has is absent.</summary>
    public required IReadOnlyDictionary<string, GroupedValue> Values { get; init; }

    public const int MostListed = 100;
}

/// <summary>A column over a group's runs: numbers have a mean, other values are counted.</summary>
public sealed record GroupedValue
{
    /// <summary>Runs that have a number.</summary>
    public int Count { get; init; }

    public double? Mean { get; init; }

    /// <summary>The sample standard deviation (n − 1); absent below two numbers.</summary>
    public double? Deviation { get; init; }

    public double? Min { get; init; }
    public double? Max { get; init; }

    /// <summary>How many different texts there are among the runs.</summary>
    public int Texts { get; init; }

    /// <summary>The text, where there is one only; the latest of times.</summary>
    public string? Text { get; init; }
}

/// <summary>In what some runs differ.</summary>
/// <param name="Runs">How many were looked at.</param>
/// <param name="Fields">Fields that are not the same in all of them.</param>
/// <param name="Parameters">Parameters that are not, or that some lack; "switches.…" for ablation switches.</param>
public sealed record RunDifferences(int Runs, IReadOnlyList<string> Fields, IReadOnlyList<string> Parameters)
{
    /// <summary>To be asked for alone.</summary>
    public const string Switches = "switches";
}
