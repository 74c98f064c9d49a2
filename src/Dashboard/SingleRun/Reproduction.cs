using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>The commands that train a run again, and what stands in the way of its being the same.</summary>
public static class Reproduction
{
    /// <summary>Null for a run that was imported: its log does not say how it was trained.</summary>
    /// <param name="dashboard">The dashboard's own address, where the configuration is fetched.</param>
    public static string? CommandOf(RunDetail run, string dashboard)
    {
        if (run.Summary.Imported is not null)
            return null;
        var file = $"{run.Summary.Id}.json";
        string?[] lines =
        [
            run.CodeRevision is { } revision ? $"git checkout {revision}" : null,
            $"curl -fsS -o {file} {dashboard.TrimEnd('/')}{DashboardUrls.ConfigFile(run.Summary.Id)}",
            $"./platform train {file} --set seed={run.Summary.Seed}",
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    public static IEnumerable<string> WarningsOf(RunDetail run)
    {
        if (run.Summary.Imported is not null)
            yield break;
        if (run.CodeRevision is null)
            yield return "The trainer was not started from a checkout: which code it ran is not recorded.";
        else if (run.CodeDirty)
            yield return $"The checkout had local changes on top of {Short(run.CodeRevision)}: the revision alone may not give the same result.";
        if (run.Summary.Attempt > 1)
            yield return $"The run was resumed ({run.Summary.Attempt} attempts). A run in one go draws the same batches, but may differ in the last digits.";
    }

    static string Short(string revision) => revision[..Math.Min(12, revision.Length)];
}
