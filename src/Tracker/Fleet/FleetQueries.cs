using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Fleet;

/// <summary>How the tracker keeps up, read; at most once a second, however many look.</summary>
sealed class FleetQueries(
    IDbContextFactory<TrackerDb> databases, BusGauge bus, IngestMeter ingest, IOptions<TrackerOptions> options, TimeProvider clock) : IDisposable
{
    const int MostRuns = 100;
    static readonly TimeSpan s_keep = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim _turn = new(1, 1);
    FleetStatus? _last;

    public async Task<FleetStatus> StatusAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return _last is { } last && clock.GetUtcNow() - last.At < s_keep ? last : _last = await ReadAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    async Task<FleetStatus> ReadAsync(CancellationToken cancel)
    {
        var broker = bus.ReadAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var waiting = await db.Runs.AsNoTracking().Where(r => r.HighestSequence > r.AppliedSequence).OrderByDescending(r => r.Id)
            .Select(r => new WaitingRun(r.Id, r.Name, r.Stored - r.AppliedSequence, r.AppliedSequence + 1)).ToListAsync(cancel);
        return new()
        {
            At = clock.GetUtcNow(),
            Broker = await broker,
            Ingest = ingest.Read(),
            Running = await AtWork.ReadAsync(db, cancel),
            WaitingEntries = waiting.Sum(r => r.Entries),
            WaitingRuns = [.. waiting.Take(MostRuns)],
            DeadLetters = await db.DeadLetters.LongCountAsync(d => d.SettledAt == null, cancel),
            Conflicts = await db.JournalConflicts.LongCountAsync(cancel),
            Storage = await StorageAsync(db, cancel),
        };
    }

    async Task<StorageStatus> StorageAsync(TrackerDb db, CancellationToken cancel)
    {
        var kind = options.Value.Database;
        if (kind == "postgres")
            return new(kind, await db.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(cancel), null);
        var file = new FileInfo(new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource);
        var bytes = ((string[])["", "-wal"]).Select(end => new FileInfo(file.FullName + end)).Where(f => f.Exists).Sum(f => f.Length);
        return new(kind, bytes, new DriveInfo(file.DirectoryName!).AvailableFreeSpace);
    }

    public void Dispose() => _turn.Dispose();
}
