using Microsoft.EntityFrameworkCore;
using Platform.Contracts;
using Platform.Settings;
using Platform.Tracker;
using Platform.Tracker.Journal;
using Platform.Tracker.Metrics;
using Platform.Tracker.Storage;

namespace Platform.Seeding;

/// <summary>
/// Puts synthetic runs into a tracker's database: their journals as the tracker's consumer stores and projects what the bus
/// brings, and the summaries beyond them as the projection of metrics writes its own.
/// </summary>
sealed class SeedStore : IAsyncDisposable
{
    // what one transaction writes
    const int RunsAtOnce = 25;
    const int LinesAtOnce = 400;

    // every synthetic run journals as many: those of its MetricsLogged, and two of its evaluations
    const int Journaled = 7;

    readonly ServiceProvider _services;

    SeedStore(ServiceProvider services) => _services = services;

    /// <summary>Opens the database the settings name; makes its tables where they are missing.</summary>
    /// <exception cref="UserErrorException">The settings cannot be used or the database cannot be reached.</exception>
    public static async Task<SeedStore> OpenAsync(PlatformSettings settings, CancellationToken cancel)
    {
        var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Warning)).AddTrackerStorage(settings.Configuration).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancel);
        return new(services);
    }

    /// <returns>The ids, oldest first. Those that were there already changed nothing.</returns>
    public async Task<IReadOnlyList<Guid>> SeedAsync(SeedPlan plan, IProgress<int>? progress, CancellationToken cancel)
    {
        var (configs, ids) = (new SyntheticConfigs(), new List<Guid>(plan.Runs));
        var summaries = new SyntheticSummaries(plan.Metrics - Journaled, plan.Seed);
        var portions = Enumerable.Range(0, plan.Runs).Select(n => new SyntheticRun(configs.Make(n / 5), n, PointsOf(plan, n), plan.Seed)).Chunk(RunsAtOnce);
        var storing = Task.CompletedTask;
        foreach (var runs in portions)
        {
            var lines = runs.SelectMany(r => r.Lines()).ToArray(); // while the portion before is stored
            await storing;
            progress?.Report(ids.Count);
            ids.AddRange(runs.Select(r => r.Id));
            storing = Task.Run(() => StoreAsync(runs, lines, summaries, cancel), cancel);
        }
        await storing;
        progress?.Report(ids.Count);
        return ids;
    }

    static int PointsOf(SeedPlan plan, int number) => number >= plan.Runs - plan.LongRuns ? plan.LongPoints : plan.Points;

    async Task StoreAsync(SyntheticRun[] runs, byte[][] lines, SyntheticSummaries summaries, CancellationToken cancel)
    {
        var (store, stored) = (_services.GetRequiredService<JournalStore>(), 0);
        foreach (var portion in lines.Chunk(LinesAtOnce))
        {
            var outcome = await store.StoreAsync(portion, cancel);
            stored += outcome.Stored;
            if (outcome.Refused is [var refused, ..])
                throw new InvalidOperationException($"the tracker refuses a synthetic entry: {refused.Reason}");
        }
        if (stored > 0)
            await SummarizeAsync(runs, summaries, cancel);
    }

    async Task SummarizeAsync(SyntheticRun[] runs, SyntheticSummaries summaries, CancellationToken cancel)
    {
        var changes = new MetricChanges();
        foreach (var run in runs)
            summaries.AddTo(changes, run.Id);
        if (!changes.Any)
            return;
        using var turn = await _services.GetRequiredService<IJournalWriter>().EnterAsync(cancel);
        await using var db = await _services.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await _services.GetRequiredService<IMetricWriter>().WriteAsync(db, changes, cancel);
        await transaction.CommitAsync(cancel);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
