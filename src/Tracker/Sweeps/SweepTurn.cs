using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Platform.Tracker.Journal;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>A transaction in which sweeps and cells may change: one at a time, of all trackers on the database.</summary>
sealed class SweepTurn : IAsyncDisposable
{
    // any number no other lock of the database has
    const long LockKey = 0x5357454550;

    readonly IDisposable? _writing;
    readonly IDbContextTransaction _transaction;

    SweepTurn(TrackerDb db, IDisposable? writing, IDbContextTransaction transaction) => (Db, _writing, _transaction) = (db, writing, transaction);

    public TrackerDb Db { get; }

    public static async Task<SweepTurn> BeginAsync(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, CancellationToken cancel)
    {
        var writing = await writer.EnterAsync(cancel);
        TrackerDb? db = null;
        try
        {
            db = await databases.CreateDbContextAsync(cancel);
            var transaction = await db.Database.BeginTransactionAsync(cancel);
            // SQLite's transaction is alone from its beginning
            if (db.Database.IsNpgsql())
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", cancel);
            return new(db, writing, transaction);
        }
        catch
        {
            if (db is not null)
                await db.DisposeAsync();
            writing?.Dispose();
            throw;
        }
    }

    public async Task CommitAsync(CancellationToken cancel)
    {
        await Db.SaveChangesAsync(cancel);
        await _transaction.CommitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
        _writing?.Dispose();
    }
}
