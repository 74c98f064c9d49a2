using System.Globalization;

namespace Platform.Dashboard;

/// <summary>Every link of the dashboard. What a page shows is in its address, so that it can be sent to a colleague.</summary>
public static partial class DashboardUrls
{
    /// <summary>What the tracker could not take.</summary>
    public const string DeadLetters = "/dead-letters";

    static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    static string Query(params (string Key, string? Value)[] pairs)
    {
        var given = pairs.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}").ToArray();
        return given.Length == 0 ? "" : "?" + string.Join('&', given);
    }
}
