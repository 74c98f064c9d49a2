using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Tracker.Comparisons;
using Platform.Tracker.DeadLetters;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Journal;
using Platform.Tracker.Metrics;
using Platform.Tracker.Previews;
using Platform.Tracker.Runs;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Runs.Groups;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Tests;

/// <summary>A tracker's storage without bus and web server. Several may share one database.</summary>
sealed class TestTracker : IAsyncDisposable
{
    readonly ServiceProvider _services;
    readonly TestDatabase? _owned;

    TestTracker(ServiceProvider services, TestDatabase? owned) => (_services, _owned) = (services, owned);

    public RunQueries Runs => Get<RunQueries>();
    public RunTableQuery Table => Get<RunTableQuery>();
    public RunTags Tags => Get<RunTags>();
    public RunGroupQuery Groups => Get<RunGroupQuery>();
    public RunDifferencesQuery Differences => Get<RunDifferencesQuery>();
    public RunDeletion Deletion => Get<RunDeletion>();
    public FilterCompleter Completer => Get<FilterCompleter>();
    public MetricQueries Metrics => Get<MetricQueries>();
    public EvaluationQueries Evaluations => Get<EvaluationQueries>();
    public JournalQueries Journal => Get<JournalQueries>();
    public DeadLetterQueries DeadLetters => Get<DeadLetterQueries>();
    public ComparisonQueries Comparison => Get<ComparisonQueries>();
    public SeriesComparison SeriesComparison => Get<SeriesComparison>();
    public ValueComparison Values => Get<ValueComparison>();
    public ClassComparisons Classes => Get<ClassComparisons>();
    public PreviewComparison Previews => Get<PreviewComparison>();

    public static async Task<TestTracker> StartAsync(string kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        return await StartAsync(database, database);
    }

    public static async Task<TestTracker> StartAsync(TestDatabase database, TestDatabase? owned = null)
    {
        var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Warning)).AddTrackerStorage(database.Configuration)
            .AddRunTable().AddSingleton<MetricQueries>().AddSingleton<EvaluationQueries>().AddSingleton<PreviewQueries>()
            .AddSingleton<JournalQueries>().AddSingleton<DeadLetterQueries>().AddComparison().BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        return new(services, owned);
    }

    public Task<StoreOutcome> StoreAsync(params IEnumerable<byte[]> lines) =>
        Get<JournalStore>().StoreAsync([.. lines], CancellationToken.None);

    public Task<int> PackAsync() => Get<JournalPacker>().PackAsync(CancellationToken.None);

    public RunPruning Pruning => Get<RunPruning>();

    public Task<ReplayReport> ReplayAsync() => Get<ReplayJournal>().RunAsync(null, CancellationToken.None);

    public TrackerDb OpenDb() => Get<IDbContextFactory<TrackerDb>>().CreateDbContext();

    T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
    }
}
