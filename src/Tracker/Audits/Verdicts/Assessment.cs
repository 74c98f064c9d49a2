using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>A claim's verdict, and everything it rests on.</summary>
sealed record Assessment
{
    public required Claim Claim { get; init; }
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Verdicts on parts of the claim, where it has several ("arithmetic").</summary>
    public IReadOnlyList<AspectVerdict> Aspects { get; init; } = [];

    public IReadOnlyList<Citation> Evidence { get; init; } = [];

    /// <summary>How the verdict was computed, step by step.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>The class scores behind the number it rests on; empty where there are none.</summary>
    public IReadOnlyList<ClassScore> Classes { get; init; } = [];

    /// <summary>What a reader should know besides.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>The verdict on one part of a claim.</summary>
sealed record AspectVerdict(string Aspect, Verdict Verdict);

/// <summary>A number or text of the evidence, and where it stands.</summary>
sealed record Citation(string What, string Text, Place Place);
