using Platform.Dashboard.Runs;

namespace Platform.Dashboard;

/// <summary>Every link of the dashboard. What a page shows is in its address, so that it can be sent to a colleague.</summary>
public static partial class DashboardUrls
{
    public static string Runs(RunFilter? filter = null) => "/" + Query(filter is null ? [] :
    [
        ("q", filter.Search), ("status", filter.Status?.ToString().ToLowerInvariant()), ("method", filter.Method),
        ("sort", filter.Sort == RunFilter.DefaultSort ? null : filter.Sort), ("dir", filter.Descending ? null : "asc"),
    ]);

    /// <summary>Reported results against runs.</summary>
    public static string Audit() => "/audit";

    /// <summary>What the tracker could not take.</summary>
    public const string DeadLetters = "/dead-letters";

    static string Query(params (string Key, string? Value)[] pairs)
    {
        var given = pairs.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}").ToArray();
        return given.Length == 0 ? "" : "?" + string.Join('&', given);
    }
}
