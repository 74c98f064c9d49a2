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
}

/// <summary>A number of the evidence: an entry of a run's journal.</summary>
/// <param name="Place">For people: "run NAME entry 12".</param>
/// <param name="Run">The run, where the place is one of its entries.</param>
public sealed record ClaimEvidence(string What, string Text, string Place, Guid? Run, long? Sequence);
