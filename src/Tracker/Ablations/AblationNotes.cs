namespace Platform.Tracker.Ablations;

/// <summary>What makes rows less alike than their switches say.</summary>
static class AblationNotes
{
    public static IEnumerable<string> Of(AblationPlan plan, ScoredRuns scored, string? settings)
    {
        if (scored.Runs.Count < scored.Total)
            yield return $"Only the newest {scored.Runs.Count} of {scored.Total} runs were looked at; narrow the filter.";
        if (settings is not null && plan.Chosen!.Id != settings)
            yield return "No run has the settings asked for; those with the most combinations are shown.";
        if (Synthetic(plan.Runs) is { } synthetic)
            yield return synthetic;
        var revisions = plan.Runs.Select(r => r.Revision ?? "unknown").Distinct().ToArray();
        if (revisions.Length > 1)
            yield return $"The runs are of {revisions.Length} code revisions: {string.Join(", ", revisions.Take(4).Select(Short))}{(revisions.Length > 4 ? " …" : "")}.";
        foreach (var name in plan.Varying)
            if (plan.Runs.Count(r => !r.Summary.Switches.ContainsKey(name)) is > 0 and var silent)
                yield return $"{silent} {(silent == 1 ? "run does" : "runs do")} not state the switch {name}; it counts as off.";
    }

    /// <summary>Switches that do nothing: often one that is misspelt, is not read, or needs another one to be on.</summary>
    public static IEnumerable<string> WithoutEffect(IReadOnlyList<PlannedRow> rows) =>
        from row in rows
        where row.Before is not null && row.WentLike(row.Before)
        select $"{row.Label} changed nothing: its runs have the same mIoU in every evaluation as those of {row.Before!.Label} with the same seeds. "
            + "Is the switch read, and does it need another one?";

    /// <summary>Numbers that were made up must not be taken for results; null where all runs were trained.</summary>
    public static string? Synthetic(IEnumerable<ScoredRun> runs) => runs.Count(r => r.Summary.Synthetic) is > 0 and var count
        ? $"{count} of the runs {(count == 1 ? "is" : "are")} synthetic: nobody trained {(count == 1 ? "it" : "them")}, the numbers were made up." : null;

    static string Short(string revision) => revision.Length <= 9 ? revision : revision[..8] + (revision[^1] == '+' ? "+" : "");
}
