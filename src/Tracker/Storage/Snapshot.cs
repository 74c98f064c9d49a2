using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Platform.Tracker.Storage;

/// <summary>A transaction that only reads: all its questions see the database at one moment, and nobody waits for it.</summary>
static class Snapshot
{
    public static async Task<IDbContextTransaction> BeginAsync(TrackerDb db, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite())
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await db.Database.OpenConnectionAsync(cancel);
        // deferred, or it would take the one writer's lock
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(transaction, cancel))!;
    }
}
