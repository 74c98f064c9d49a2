using Platform.Contracts.Api;
using Platform.Tracker.Ablations;

namespace Platform.Tracker.Backbones;

/// <summary>Which runs make which cell of the matrix.</summary>
sealed class BackbonePlan
{
    readonly Exclusions _excluded = new();

    BackbonePlan(ScoredRuns scored, BackboneRequest request)
    {
        var completed = _excluded.Sift(scored.Runs, Exclusions.NotCompleted);
        var outputs = OutputOrder.Sorted(completed.SelectMany(r => r.Scores.Keys));
        Output = outputs.FirstOrDefault(o => o == (request.Output ?? "seg")) ?? (outputs.Count > 0 && request.Output is null ? outputs[0] : null);
        var evaluated = _excluded.Sift(completed, r => Output is not null && r.Scores.ContainsKey(Output) ? null : "not evaluated on this split, or not so");
        var full = evaluated.GroupBy(r => r.Summary.Method).ToDictionary(g => g.Key, g => g.MaxBy(On)!.Summary.Switches);
        var shown = request.Variants ? evaluated
            : _excluded.Sift(evaluated, r => Without(r, full[r.Summary.Method]) is { } variant ? $"{r.Summary.Method} {variant}: rows of all switches only" : null);
        var cells = shown.GroupBy(r => (r.Summary.Method, Variant: Without(r, full[r.Summary.Method]), r.Summary.Backbone, Schedule: Schedule.Of(r, r.Scores[Output!].Protocol)))
            .Select(g => new PlannedCell(g.Key.Method, g.Key.Variant, g.Key.Backbone, g.Key.Schedule, SameSettings([.. g])));
        Cells = [.. cells];
        Schedules =
        [
            .. Cells.GroupBy(c => c.Schedule).OrderByDescending(g => g.Key.Id == request.Schedule).ThenByDescending(g => g.Count())
                .ThenByDescending(g => g.Sum(c => c.Runs.Count)).ThenBy(g => g.Key.Id, StringComparer.Ordinal).Select(g => (g.Key, g.Count(), g.Sum(c => c.Runs.Count))),
        ];
        if (scored.Runs.Count < scored.Total)
            Notes.Add($"Only the newest {scored.Runs.Count} of {scored.Total} runs were looked at; narrow the filter.");
        if (request.Schedule is { } asked && Schedules.All(s => s.Schedule.Id != asked))
            Notes.Add("No run has the schedule asked for; the one most cells have is shown.");
        if (AblationNotes.Synthetic(Cells.SelectMany(c => c.Runs)) is { } synthetic)
            Notes.Add(synthetic);
    }

    public string? Output { get; }

    /// <summary>Several of one method and backbone where there are several schedules.</summary>
    public IReadOnlyList<PlannedCell> Cells { get; }

    /// <summary>The reference first.</summary>
    public IReadOnlyList<(Schedule Schedule, int Cells, int Runs)> Schedules { get; }

    public List<string> Notes { get; } = [];
    public IReadOnlyList<ExcludedRuns> Excluded => _excluded.All;

    public static BackbonePlan Of(ScoredRuns scored, BackboneRequest request) => new(scored, request);

    // seeds of one cell differ in nothing else: of several settings the one of the most seeds stays, then the newest
    IReadOnlyList<ScoredRun> SameSettings(IReadOnlyList<ScoredRun> runs)
    {
        var settings = RunSettings.Of(runs).OrderByDescending(s => s.Runs.Select(r => r.Seed).Distinct().Count())
            .ThenByDescending(s => s.Runs.Max(r => r.Summary.StartedAt)).ToArray();
        foreach (var other in settings.Skip(1))
            foreach (var run in other.Runs)
                _excluded.Add($"{run.Summary.Method} on {run.Summary.Backbone}: {other.DifferenceTo(settings[0])}", run);
        return [.. _excluded.OneASeed(settings[0].Runs, _ => true).OrderBy(r => r.Seed)];
    }

    static int On(ScoredRun run) => run.Summary.Switches.Count(s => s.Value);

    // what the run lacks of what the method's fullest run has; null where it has all of it
    static string? Without(ScoredRun run, IReadOnlyDictionary<string, bool> full)
    {
        var lacking = full.Where(s => s.Value && !run.IsOn(s.Key)).Select(s => s.Key).ToArray();
        var beyond = run.Summary.Switches.Where(s => s.Value && !full.GetValueOrDefault(s.Key)).Select(s => s.Key).ToArray();
        string[] words =
        [
            .. lacking.Length > 0 ? ["without " + string.Join(", ", lacking)] : Array.Empty<string>(),
            .. beyond.Length > 0 ? ["with " + string.Join(", ", beyond)] : Array.Empty<string>(),
        ];
        return words.Length == 0 ? null : string.Join(", ", words);
    }
}

/// <summary>A cell before its numbers.</summary>
sealed record PlannedCell(string Method, string? Variant, string Backbone, Schedule Schedule, IReadOnlyList<ScoredRun> Runs);
