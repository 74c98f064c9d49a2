using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;
using Platform.Tracker.Sweeps;

namespace Platform.Tracker.Tests.Sweeps;

/// <summary>A tracker with a sweep, looked after when a test says so and besides.</summary>
sealed class SweepingTracker : IAsyncDisposable
{
    SweepingTracker(TestHost host, WordsPlanner planner, SweepSummary sweep) => (Host, Planner, Sweep) = (host, planner, sweep);

    public TestHost Host { get; }
    public WordsPlanner Planner { get; }
    public SweepSummary Sweep { get; }
    public TrackerClient Client => Host.Client;

    public static async Task<SweepingTracker> StartAsync(string database, string words, TestDatabase? onto = null)
    {
        var planner = new WordsPlanner();
        var host = await TestHost.StartAsync(database, onto: onto, planner: planner);
        return new(host, planner, await host.Client.CreateSweepAsync(new(words)));
    }

    public async Task<Lease> ClaimAsync(string trainer = "a") => (await Client.ClaimAsync(new(Guid.CreateVersion7(), trainer))).ShouldNotBeNull();

    public Task<StoreOutcome> StoreAsync(params IEnumerable<byte[]> lines) => Host.Get<JournalStore>().StoreAsync([.. lines], CancellationToken.None);

    public async Task<SweepCellInfo> CellAsync(Guid run) => (await DetailAsync()).Cells.Single(c => c.RunId == run);

    public async Task<SweepDetail> DetailAsync() => (await Client.SweepAsync(Sweep.Name)).ShouldNotBeNull();

    public Task LookAsync() => Host.Get<SweepRound>().RunAsync(TimeSpan.FromHours(2), CancellationToken.None);

    /// <summary>Nobody heard of the cell's trainer for two hours, longer than a lease lasts here.</summary>
    public async Task SilenceAsync(Guid run)
    {
        await HeardAsync(run, TimeSpan.FromHours(-2));
        await LookAsync();
    }

    /// <summary>Its trainer was heard last at this time from now.</summary>
    public async Task HeardAsync(Guid run, TimeSpan fromNow)
    {
        // in its turn: a look that the tracker takes by itself would write over it what it read before
        await using var turn = await SweepTurn.BeginAsync(
            Host.Get<IDbContextFactory<TrackerDb>>(), Host.Get<IJournalWriter>(), TimeProvider.System, CancellationToken.None);
        var at = StoredForm.Time(turn.Now + fromNow);
        await turn.Db.SweepCells.Where(c => c.RunId == run).ExecuteUpdateAsync(set => set.SetProperty(c => c.HeardAt, at));
        await turn.CommitAsync(CancellationToken.None);
    }

    public async Task<DateTimeOffset?> HeardAtAsync(Guid run)
    {
        await using var db = await Host.Get<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();
        return await db.SweepCells.Where(c => c.RunId == run).Select(c => c.HeardAt).SingleAsync();
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
