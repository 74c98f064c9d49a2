using Platform.Contracts.Events;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Audits.SelectionBias;

/// <summary>Which of the runs that were launched are reported, and which of their evaluations.</summary>
sealed record SelectionReport(IReadOnlyList<SelectionGroup> Groups, IReadOnlyList<SelectionRow> Rows)
{
    /// <param name="claims">What was reported; null: nothing is known of that.</param>
    public static SelectionReport Of(IReadOnlyList<IEvidence> evidence, ClaimsFile? claims)
    {
        var groups = evidence.OfType<JournalEvidence>().Where(r => r.Started is not null)
            .GroupBy(r => (r.Started!.Experiment, r.Started.Method, r.Started.Backbone, r.Started.Dataset, r.Started.ConfigHash))
            .Select(g => Group(g.Key.Experiment, g.Key.Method, [.. g], claims)).OrderBy(g => g.Name, StringComparer.Ordinal);
        return new([.. groups], [.. evidence.SelectMany(SelectionRow.Of)]);
    }

    static SelectionGroup Group(string experiment, string method, IReadOnlyList<JournalEvidence> runs, ClaimsFile? claims)
    {
        var reported = runs.Where(r => claims?.Claims.Any(c => c.Subject.IsGiven && r.IsAbout(c.Subject)) == true).ToArray();
        return new()
        {
            Name = $"{experiment}: {method}, {runs[0].Started!.Backbone}, {runs[0].Started!.Dataset}, configuration {runs[0].Started!.ConfigHash[..12]}",
            Launched = runs.Count,
            Completed = runs.Count(r => r.Ending is RunCompleted),
            Failed = runs.Count(r => r.Ending is RunFailed),
            Stopped = runs.Count(r => r.Ending is RunStopped),
            Seeds = [.. runs.Select(r => r.Started!.Seed).Order()],
            ReportedSeeds = claims is null ? null : [.. reported.Select(r => r.Started!.Seed).Order()],
            Warnings = [.. Warnings(runs, reported, claims is not null)],
        };
    }

    static IEnumerable<string> Warnings(IReadOnlyList<JournalEvidence> runs, IReadOnlyList<JournalEvidence> reported, bool areClaimsKnown)
    {
        if (runs.Count(r => r.Ending is RunFailed or RunStopped) is > 0 and var lost)
            yield return $"{lost} of {runs.Count} runs did not complete: if they ended for their results, what is left is chosen";
        if (!areClaimsKnown || reported.Count == 0 || reported.Count == runs.Count)
            yield break;
        var left = runs.Except(reported).ToArray();
        yield return $"{reported.Count} of {runs.Count} runs are reported; seeds left out: {string.Join(", ", left.Select(r => r.Started!.Seed).Order())}";
        if (Best(reported) is { } shown && Best(left) is { } hidden)
            yield return shown > hidden
                ? $"every run left out is below the best reported one ({Rounding.Show(hidden, 2)} against {Rounding.Show(shown, 2)})"
                : $"a run left out is better than those reported ({Rounding.Show(hidden, 2)} against {Rounding.Show(shown, 2)})";
    }

    static decimal? Best(IReadOnlyList<JournalEvidence> runs) => runs.SelectMany(r => r.Evaluations).Where(m => m is { Metric: MetricName.MeanIou, Output: "seg" })
        .Select(m => (decimal?)m.Value).Max();
}

/// <summary>The runs of one configuration, over its seeds.</summary>
sealed record SelectionGroup
{
    public required string Name { get; init; }
    public required int Launched { get; init; }
    public required int Completed { get; init; }
    public required int Failed { get; init; }
    public required int Stopped { get; init; }
    public required IReadOnlyList<int> Seeds { get; init; }

    /// <summary>Null where no claims were given.</summary>
    public required IReadOnlyList<int>? ReportedSeeds { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
