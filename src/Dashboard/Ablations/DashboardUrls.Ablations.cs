using Platform.Dashboard.Ablations;
using Platform.Dashboard.Tables;

namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    /// <summary>The ladder of a sweep, of an experiment, or of whatever runs a filter finds.</summary>
    public static string Ablations(AblationsAddress? address = null) => "/ablations" + AblationsQuery(address ?? new() { IsOpen = true });

    /// <summary>The ladder of a sweep.</summary>
    public static string Ablations(string sweep) => Ablations(new AblationsAddress { Filter = AblationsAddress.FilterOf(sweep) });

    /// <summary>The table as a file; <paramref name="name"/> is "table.tex", "table.csv", "table.md" or "classes.csv".</summary>
    public static string AblationsFile(AblationsAddress address, string name) => $"/ablations/{name}" + AblationsQuery(address);

    static string AblationsQuery(AblationsAddress address) => Query(
    [
        .. ScoreAddress.Of(address), ("runs", !address.IsOpen && address is { Filter: null, Project: null, Experiment: null } ? "all" : null), ("settings", address.Settings),
        ("against", address.AgainstBaseline ? "baseline" : null), ("classes", address.ByEffect ? "effect" : null),
    ]);
}
