using System.Globalization;
using Platform.Dashboard.SingleRun;

namespace Platform.Dashboard;

/// <summary>Every link of the dashboard. What a page shows is in its address, so that it can be sent to a colleague.</summary>
public static partial class DashboardUrls
{
    public static string Run(Guid run, RunTab tab = RunTab.Curves, CurveSettings? curves = null)
    {
        var name = tab == RunTab.Curves ? null : tab.ToString().ToLowerInvariant();
        return $"/runs/{run}" + Query(tab != RunTab.Curves || curves is null ? [("tab", name)] :
        [
            ("tab", name), ("from", Text(curves.From)), ("to", Text(curves.To)),
            ("log", curves.Log ? "1" : null), ("smooth", curves.Smooth ? "1" : null),
        ]);
    }

    /// <summary>A picture's bytes, fetched from the tracker by the dashboard, so that browsers need not reach the tracker.</summary>
    public static string Preview(Guid run, long preview) => $"/runs/{run}/previews/{preview}.png";

    /// <summary>What the tracker could not take.</summary>
    public const string DeadLetters = "/dead-letters";

    /// <summary>The whole journal as a file.</summary>
    public static string JournalFile(Guid run) => $"/runs/{run}/journal.jsonl";

    static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    static string Query((string Key, string? Value)[] pairs)
    {
        var given = pairs.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}").ToArray();
        return given.Length == 0 ? "" : "?" + string.Join('&', given);
    }
}
