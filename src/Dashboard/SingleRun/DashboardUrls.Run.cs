using Platform.Dashboard.SingleRun;

namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    public static string Run(Guid run, RunTab tab = RunTab.Curves) => $"/runs/{run}" + Query(("tab", TabName(tab)));

    /// <summary>A run's page as these settings show it.</summary>
    public static string Run(Guid run, IPartSettings part) => $"/runs/{run}" + Query([("tab", TabName(part.Tab)), .. part.Query]);

    /// <summary>A line of a run's journal.</summary>
    public static string Entry(Guid run, long sequence) => Run(run, new JournalSettings { Entry = sequence });

    /// <summary>A picture's bytes, fetched from the tracker by the dashboard, so that browsers need not reach the tracker.</summary>
    public static string Preview(Guid run, long preview) => $"/runs/{run}/previews/{preview}.png";

    /// <summary>The whole journal as a file.</summary>
    public static string JournalFile(Guid run) => $"/runs/{run}/journal.jsonl";

    /// <summary>The configuration as a file, for training again.</summary>
    public static string ConfigFile(Guid run) => $"/runs/{run}/config.json";

    /// <summary>The whole console as a file.</summary>
    public static string LogFile(Guid run) => $"/runs/{run}/log.txt";

    static string? TabName(RunTab tab) => tab == RunTab.Curves ? null : tab.ToString().ToLowerInvariant();
}
