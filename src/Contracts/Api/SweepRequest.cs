using Platform.Contracts.Sweeps;

namespace Platform.Contracts.Api;

/// <summary>A sweep to be run.</summary>
/// <param name="Yaml">A sweep file as docs/sweeps.md has it.</param>
public sealed record SweepRequest(string Yaml)
{
    /// <summary>What faults call the file.</summary>
    public string Source { get; init; } = "sweep.yaml";

    /// <summary>Whether identical cells of earlier sweeps are taken over; absent: as the file says.</summary>
    public bool? Reuse { get; init; }

    /// <summary>Over the file's.</summary>
    public int? Priority { get; init; }
}

/// <summary>What becomes different about a sweep; what is absent stays.</summary>
public sealed record SweepEdit
{
    /// <summary>A file with more seeds, values or steps: cells that are there already stay, those it has no more leave unless they have begun.</summary>
    public string? Yaml { get; init; }

    public int? Priority { get; init; }
}

/// <summary>What a sweep file comes to, or all that is wrong with it.</summary>
public sealed record SweepCheck
{
    /// <summary>"FILE:LINE: what", in order.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>The names of the first cells; strategies add others.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    /// <summary>Cells there will be, at most; those that adaptive seeds add are not known before.</summary>
    public int Total { get; init; }

    /// <inheritdoc cref="SweepDraft.Notes"/>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Of <see cref="Cells"/>, those that completed in earlier sweeps and could be taken over.</summary>
    public int Reusable { get; init; }

    /// <summary>
    /// Training time on one trainer of <see cref="Total"/>, less what is taken over, by past runs of the same method, backbone and
    /// dataset; absent where there are none for some.
    /// </summary>
    public double? EstimatedSeconds { get; init; }

    /// <summary>Past runs the estimate is from.</summary>
    public int PastRuns { get; init; }
}

/// <summary>Whether something could be done, and else why not.</summary>
public sealed record CommandOutcome(bool Done, string? Problem = null);
