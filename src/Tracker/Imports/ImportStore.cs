using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Contracts;
using Platform.Tracker.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Imports;

/// <summary>Puts journals into a tracker's database without a bus, as its consumers would.</summary>
public sealed class ImportStore : IAsyncDisposable
{
    const int BatchLines = 100;

    readonly ServiceProvider _services;

    ImportStore(ServiceProvider services) => _services = services;

    /// <summary>Opens the database that <see cref="TrackerOptions"/> in the configuration name; makes its tables where they are missing.</summary>
    /// <exception cref="UserErrorException">The settings cannot be used or the database cannot be reached.</exception>
    public static async Task<ImportStore> OpenAsync(IConfiguration configuration, CancellationToken cancel)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddTrackerStorage(configuration).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancel);
        return new(services);
    }

    /// <summary>Stores the lines of a journal; those that are there already change nothing.</summary>
    /// <returns>How many were new, and how many contradict what is stored.</returns>
    public async Task<(int Stored, int Conflicts)> StoreAsync(string journal, CancellationToken cancel)
    {
        var store = _services.GetRequiredService<JournalStore>();
        var (stored, conflicts) = (0, 0);
        foreach (var lines in Lines(journal).Chunk(BatchLines))
        {
            var outcome = await store.StoreAsync(lines, cancel);
            if (outcome.Refused is [var refused, ..])
                throw new UserErrorException($"{journal}: the tracker refuses an entry: {refused.Reason}");
            (stored, conflicts) = (stored + outcome.Stored, conflicts + outcome.Conflicts);
        }
        return (stored, conflicts);
    }

    /// <summary>When somebody deleted the run, since when its entries are dropped; null where nobody did.</summary>
    public Task<DateTimeOffset?> DeletedAtAsync(Guid run, CancellationToken cancel) => _services.GetRequiredService<RunDeletion>().DeletedAtAsync(run, cancel);

    /// <summary>Lets a deleted run's entries be stored again.</summary>
    public Task RestoreAsync(Guid run, CancellationToken cancel) => _services.GetRequiredService<RunDeletion>().RestoreAsync(run, cancel);

    static IEnumerable<byte[]> Lines(string journal)
    {
        using var file = new StreamReader(journal);
        while (file.ReadLine() is { } line)
            yield return System.Text.Encoding.UTF8.GetBytes(line);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
