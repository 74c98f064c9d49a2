using Platform.Contracts.Api;

namespace Platform.Tracker.Ablations;

/// <summary>Runs that were asked for and are in no row, by reason. Nothing is left out silently.</summary>
sealed class Exclusions
{
    const int Named = 20;

    readonly Dictionary<string, List<ScoredRun>> _runs = [];
    readonly List<string> _reasons = [];

    public IReadOnlyList<ExcludedRuns> All =>
        [.. _reasons.Select(r => new ExcludedRuns(r, _runs[r].Count, [.. _runs[r].Take(Named).Select(run => new ExcludedRun(run.Id, run.Summary.Name, run.Seed))]))];

    public void Add(string reason, ScoredRun run)
    {
        if (!_runs.TryGetValue(reason, out var runs))
        {
            _runs[reason] = runs = [];
            _reasons.Add(reason);
        }
        runs.Add(run);
    }

    /// <summary>The runs for which there is no reason.</summary>
    public IReadOnlyList<ScoredRun> Sift(IEnumerable<ScoredRun> runs, Func<ScoredRun, string?> reason)
    {
        var kept = new List<ScoredRun>();
        foreach (var run in runs)
            if (reason(run) is { } found)
                Add(found, run);
            else
                kept.Add(run);
        return kept;
    }

    /// <summary>Only what ran to its end counts.</summary>
    public static string? NotCompleted(ScoredRun run) => run.Summary.Status switch
    {
        RunStatus.Completed => null,
        RunStatus.Running => "still running",
        RunStatus.Failed => "failed",
        _ => "stopped before the end",
    };

    /// <summary>Of runs that differ in nothing the newest stays: a seed counts once.</summary>
    public IReadOnlyList<ScoredRun> OneASeed(IEnumerable<ScoredRun> runs, Func<ScoredRun, object> group)
    {
        var kept = new List<ScoredRun>();
        foreach (var same in runs.GroupBy(run => (group(run), run.Seed)))
        {
            var newest = same.OrderByDescending(r => r.Summary.StartedAt).ThenByDescending(r => r.Id).ToArray();
            kept.Add(newest[0]);
            foreach (var older in newest.Skip(1))
                Add("the same seed ran again later", older);
        }
        return kept;
    }

    /// <summary>Runs whose evaluation of the output was made as most were.</summary>
    public IReadOnlyList<ScoredRun> OneProtocol(IReadOnlyList<ScoredRun> runs, string output)
    {
        var protocols = runs.Where(r => r.Scores.ContainsKey(output)).GroupBy(r => r.Scores[output].Protocol)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Words, StringComparer.Ordinal).Select(g => g.Key).ToArray();
        return protocols.Length < 2 ? runs : Sift(runs, run => run.Scores.TryGetValue(output, out var score) && score.Protocol != protocols[0]
            ? $"{output} evaluated otherwise: {score.Protocol.Words}; here {protocols[0].Words}" : null);
    }
}
