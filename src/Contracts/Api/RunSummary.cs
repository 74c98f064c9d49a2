using System.Text.Json;
using Platform.Contracts.Events;

namespace Platform.Contracts.Api;

/// <summary>A row of the run table.</summary>
public sealed record RunSummary
{
    public required Guid Id { get; init; }
    public required string Project { get; init; }
    public required string Experiment { get; init; }
    public required string Name { get; init; }
    public required string Method { get; init; }
    public required string Backbone { get; init; }
    public required string Dataset { get; init; }
    public required RunStatus Status { get; init; }
    public required int Attempt { get; init; }
    public required int Seed { get; init; }
    public required IReadOnlyDictionary<string, bool> Switches { get; init; }

    /// <summary>The last iteration heard of.</summary>
    public required int Iteration { get; init; }

    public required int TotalIterations { get; init; }

    /// <summary>The current phase; absent before the first.</summary>
    public string? Phase { get; init; }

    /// <summary>Best segmentation mIoU on the validation split, percent, recomputed from confusion matrices.</summary>
    public double? BestMeanIou { get; init; }

    public int? BestIteration { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the newest applied entry happened.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The sequence up to which everything shown is complete.</summary>
    public required long AppliedSequence { get; init; }

    /// <summary>What people call it, in order of letters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Archived { get; init; }

    /// <summary>Others rely on it: it is never pruned.</summary>
    public bool Audited { get; init; }

    /// <summary>The log it was imported from; absent for a run trained here.</summary>
    public ImportedFacts? Imported { get; init; }

    /// <summary>Nobody trained it: its numbers were made up to try the platform with.</summary>
    public bool Synthetic { get; init; }

    /// <summary>A number, a text or a boolean for each of <see cref="RunListRequest.Columns"/> that the run has, by the column as it was asked for.</summary>
    public IReadOnlyDictionary<string, JsonElement> Values { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Of those of <see cref="Values"/> that a metric has at one iteration (last, best, min, max, at): which.</summary>
    public IReadOnlyDictionary<string, int> Iterations { get; init; } = new Dictionary<string, int>();
}

/// <summary>One page of the run table.</summary>
/// <param name="Total">Runs that match, on all pages.</param>
/// <param name="Next">The <see cref="RunListRequest.Cursor"/> of the next page; absent on the last.</param>
public sealed record RunPage(int Total, IReadOnlyList<RunSummary> Runs, string? Next = null);
