namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    /// <summary>Trainers, queues, and how the tracker keeps up.</summary>
    public const string Fleet = "/fleet";
}
