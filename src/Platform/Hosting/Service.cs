namespace Platform.Hosting;

/// <summary>What a web process holds.</summary>
[Flags]
enum Service
{
    Tracker = 1,
    Dashboard = 2,
}
