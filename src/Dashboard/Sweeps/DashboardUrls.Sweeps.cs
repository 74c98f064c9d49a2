using Platform.Dashboard.Sweeps;

namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    /// <summary>All sweeps.</summary>
    public const string Sweeps = "/sweeps";

    /// <summary>Where a sweep is written, checked and begun.</summary>
    public const string NewSweep = "/sweeps/new";

    /// <param name="sweep">Its id or name.</param>
    public static string Sweep(string sweep, SweepAddress? address = null) => $"/sweeps/{Uri.EscapeDataString(sweep)}" + (address is null ? "" : Query(
    [
        ("tab", address.Tab == SweepTab.Overview ? null : address.Tab.ToString().ToLowerInvariant()), ("rows", address.Rows), ("columns", address.Columns),
        ("colour", address.ByObjective ? "objective" : null), ("state", address.State?.ToString().ToLowerInvariant()), ("cells", address.Picked),
    ]));
}
