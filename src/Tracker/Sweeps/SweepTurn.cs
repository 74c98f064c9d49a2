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

    SweepTurn(TrackerDb db, IDisposable? writing, IDbContextTransaction transaction, DateTimeOffset now) =>
        (Db, _writing, _transaction, Now) = (db, writing, transaction, StoredForm.Time(now));

    public TrackerDb Db { get; }

    /// <summary>What leases are timed by: the database's clock where several trackers may share it, as theirs need not agree.</summary>
    public DateTimeOffset Now { get; }

    public static async Task<SweepTurn> BeginAsync(IDbContextFactory<TrackerDb> databases, IJournalWriter writer, TimeProvider clock, CancellationToken cancel)
    {
        var writing = await writer.EnterAsync(cancel);
        TrackerDb? db = null;
        try
        {
            db = await databases.CreateDbContextAsync(cancel);
            var transaction = await db.Database.BeginTransactionAsync(cancel);
            // SQLite's transaction is alone from its beginning
            var now = db.Database.IsNpgsql()
                ? await db.Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\" FROM pg_advisory_xact_lock({LockKey})").SingleAsync(cancel)
                : clock.GetUtcNow();
            return new(db, writing, transaction, now);
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
