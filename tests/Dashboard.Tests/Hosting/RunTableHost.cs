namespace Platform.Dashboard.Tests.Hosting;

/// <summary>A dashboard over a tracker with more runs than are drawn at once: four settings, three seeds of each and over again.</summary>
public sealed class RunTableHost : IAsyncLifetime
{
    public const int Runs = 120;

    internal RealTracker Tracker { get; private set; } = null!;
    internal DashboardHost Dashboard { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Tracker = await RealTracker.StartAsync();
        Dashboard = await DashboardHost.StartAsync(Tracker.Url);
        await Tracker.StoreAsync(Enumerable.Range(0, Runs).Select(i => new SomeRun($"run-{i:000}")
        {
            Method = i % 2 == 0 ? "dupl" : "cosa", Seed = i % 3, Started = SomeRun.Begin.AddMinutes(i),
            Config = new { seed = i % 3, optimizer = new { learningRate = i < Runs / 2 ? 0.001 : 0.01, name = "adam" } },
            Switches = new() { ["anf"] = i % 2 == 0, ["crop"] = true },
            Metrics = new() { ["miou/val/seg"] = [40, 60 + i % 3, 50], ["loss/total"] = [2, 1 + i % 3] },
        }));
        await Tracker.StoreAsync(new SomeRun("to-be-deleted") { Method = "other" }, new SomeRun("also-to-go") { Method = "other" });
    }

    public async Task DisposeAsync()
    {
        await Dashboard.DisposeAsync();
        await Tracker.DisposeAsync();
    }
}
