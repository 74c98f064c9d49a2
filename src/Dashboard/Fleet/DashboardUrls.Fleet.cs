namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    /// <summary>Trainers, queues, and how the tracker keeps up.</summary>
    public const string Fleet = "/fleet";

    /// <summary>The same with the trainers that a text is found in.</summary>
    public static string FleetOf(string? search) => Fleet + Query([("q", search)]);
}
