namespace Platform.Contracts.Api;

/// <summary>What a claims file comes to over the tracker's runs.</summary>
/// <param name="Faults">What is wrong with the file, each with its line; then there are no claims.</param>
public sealed record AuditResult(IReadOnlyList<string> Faults, IReadOnlyList<ClaimVerdict> Claims);

/// <summary>A claim, and what the evidence says of it.</summary>
public sealed record ClaimVerdict
{
    public required string Id { get; init; }

    /// <summary>Where it was reported.</summary>
    public required string Source { get; init; }

    public required string Text { get; init; }

    /// <summary>"confirmed", "confirmed after rounding", "not derivable", "protocol mismatch", "contradicted" or "inconsistent".</summary>
    public required string Verdict { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    public required IReadOnlyList<ClaimEvidence> Evidence { get; init; }

    /// <summary>How the verdict was computed.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What it is about, as the claims file names it ("log dupl-voc.log"); absent where it names nothing.</summary>
    public string? About { get; init; }

    /// <summary>The number or setting as it was reported; absent for a comparison.</summary>
    public string? Claimed { get; init; }

    /// <summary>Its line in the claims file, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The class scores that its number is the mean of.</summary>
    public IReadOnlyList<ClassScoreUsed> Classes { get; init; } = [];
}

/// <summary>A number of the evidence: an entry of a run's journal, or a line of a log.</summary>
/// <param name="Place">For people: "run NAME entry 12", "NAME.log:1234".</param>
/// <param name="Run">The run, where the place is one of its entries.</param>
/// <param name="Log">The log that is kept with the claims, where the place is one of its lines.</param>
/// <param name="Line">1-based line of a log, kept or not.</param>
public sealed record ClaimEvidence(string What, string Text, string Place, Guid? Run, long? Sequence, string? Log = null, int? Line = null);

/// <summary>The IoU of one class, as a recomputed mean used it.</summary>
/// <param name="Text">Percent as it stands in the evidence, or "absent": then it is left out.</param>
/// <param name="Right">Pixels predicted right; absent, as the two after it, where only the score is known.</param>
/// <param name="Line">Of a log.</param>
public sealed record ClassScoreUsed(string Name, string Text, long? Right = null, long? Truth = null, long? Predicted = null, int? Line = null);
