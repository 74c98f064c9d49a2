using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Claims;

/// <summary>Something that was reported, and what it is about.</summary>
sealed record Claim
{
    public required string Id { get; init; }

    /// <summary>Where it was reported: a paper's table, a file, a page.</summary>
    public required string Source { get; init; }

    /// <summary>What it says, in words.</summary>
    public required string Text { get; init; }

    /// <summary>What its author should be asked, or what a reader should know.</summary>
    public string? Note { get; init; }

    public Subject Subject { get; init; } = new();

    public required Assertion Assertion { get; init; }

    /// <summary>The claim's line in the file, from 1.</summary>
    public required int Line { get; init; }
}

/// <summary>The log or the runs a claim is about; nothing given: the only evidence there is.</summary>
/// <param name="Log">Name of a log file, <c>*</c> for any characters.</param>
/// <param name="Run">Id or name of one run.</param>
/// <param name="Runs">Names of several runs, <c>*</c> for any characters.</param>
sealed record Subject(string? Log = null, string? Run = null, string? Runs = null)
{
    public bool IsGiven => Log is not null || Run is not null || Runs is not null;

    /// <summary>Whether it names this run: by its id, its name, a pattern of names, or the log it was imported from.</summary>
    public bool Names(Guid? id, string? name, string? importedFrom = null) =>
        (Run is not null && (string.Equals(Run, id?.ToString(), StringComparison.OrdinalIgnoreCase) || Run == name)) || NamePattern.Matches(Runs, name)
        || NamePattern.Matches(Log, importedFrom);

    public override string ToString() =>
        Log is not null ? $"log {Log}" : Run is not null ? $"run {Run}" : Runs is not null ? $"runs {Runs}" : "the evidence given";
}
