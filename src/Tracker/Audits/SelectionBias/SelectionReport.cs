using Platform.Contracts.Api;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.SelectionBias;

/// <summary>Which of the runs that were launched are reported, and which of their evaluations.</summary>
sealed record SelectionReport(IReadOnlyList<SelectionGroup> Groups, IReadOnlyList<SelectionRow> Rows)
{
    /// <param name="claims">What was reported; null: nothing is known of that.</param>
    /// <param name="others">Runs that were launched besides those whose journals are evidence.</param>
    public static SelectionReport Of(IReadOnlyList<IEvidence> evidence, ClaimsFile? claims, IReadOnlyList<LaunchedRun>? others = null)
    {
        var launched = evidence.OfType<JournalEvidence>().Select(LaunchedRun.Of).OfType<LaunchedRun>().Concat(others ?? []).DistinctBy(r => r.Id);
        return new([.. launched.GroupBy(r => r.Setup).Select(g => Group([.. g], claims)).OrderBy(g => g.Name, StringComparer.Ordinal)], [.. evidence.SelectMany(SelectionRow.Of)]);
    }

    static SelectionGroup Group(IReadOnlyList<LaunchedRun> runs, ClaimsFile? claims)
    {
        var reported = runs.Where(r => claims?.Claims.Any(c => c.Subject.IsGiven && r.IsAbout(c.Subject)) == true).ToArray();
        var setup = runs[0];
        return new()
        {
            Name = $"{setup.Experiment}: {setup.Method}, {setup.Backbone}, {setup.Dataset}, configuration {setup.ConfigHash[..Math.Min(12, setup.ConfigHash.Length)]}",
            Launched = runs.Count,
            Completed = runs.Count(r => r.Status == RunStatus.Completed),
            Failed = runs.Count(r => r.Status == RunStatus.Failed),
            Stopped = runs.Count(r => r.Status == RunStatus.Stopped),
            Seeds = [.. runs.Select(r => r.Seed).Order()],
            ReportedSeeds = claims is null ? null : [.. reported.Select(r => r.Seed).Order()],
            Warnings = [.. Warnings(runs, reported, claims is not null)],
        };
    }

    static IEnumerable<string> Warnings(IReadOnlyList<LaunchedRun> runs, IReadOnlyList<LaunchedRun> reported, bool areClaimsKnown)
    {
        if (runs.Count(r => r.Status is RunStatus.Failed or RunStatus.Stopped) is > 0 and var lost)
            yield return $"{lost} of {runs.Count} runs did not complete: if they ended for their results, what is left is chosen";
        if (!areClaimsKnown || reported.Count == 0 || reported.Count == runs.Count)
            yield break;
        var left = runs.Except(reported).ToArray();
        yield return $"{reported.Count} of {runs.Count} runs are reported; seeds left out: {string.Join(", ", left.Select(r => r.Seed).Order())}";
        if (reported.Max(r => r.Best) is { } shown && left.Max(r => r.Best) is { } hidden)
            yield return shown > hidden
                ? $"every run left out is below the best reported one ({Rounding.Show(hidden, 2)} against {Rounding.Show(shown, 2)})"
                : $"a run left out is better than those reported ({Rounding.Show(hidden, 2)} against {Rounding.Show(shown, 2)})";
    }
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
