using Platform.TestKit;

namespace Platform.Tests.InService;

/// <summary>A tracker, and a run of fifty iterations that it has heard of to the end; for tests that only add to them.</summary>
public sealed class WholePath : IAsyncLifetime
{
    readonly TempFolder _home = new();

    internal string Home => _home.Path;

    internal TrackerProcess Tracker { get; private set; } = null!;

    internal TrainerProcess Trainer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (TestServices.WhyNot is not null)
            return;
        Trainer = TrainerProcess.Start(Home, iterations: 50);
        Tracker = await TrackerProcess.StartAsync(Home);
        await Trainer.Completed();
    }

    public async Task DisposeAsync()
    {
        if (Tracker is not null)
            await Tracker.DisposeAsync();
        if (Trainer is not null)
            await Trainer.DisposeAsync();
        _home.Dispose();
    }
}
