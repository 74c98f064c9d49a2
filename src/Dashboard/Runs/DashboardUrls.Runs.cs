using Platform.Dashboard.Runs;

namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    public static string Runs(RunsState? state = null) => "/" + Query(state is null ? [] : state.Pairs());

    /// <summary>A saved view: what follows the question mark is its own.</summary>
    public static string RunsView(string query) => query.Length == 0 ? "/" : "/?" + query;

    /// <summary>What the table shows, all of its rows, as a file.</summary>
    public static string RunsExport(RunsState state, string format) => $"/runs/export.{format}" + Query(state.Pairs());
}
