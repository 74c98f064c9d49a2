using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>One prepared statement, run once an entry; writers of this process queue up instead of polling SQLite's lock.</summary>
sealed class SqliteJournalWriter : IJournalWriter, IDisposable
{
    const string Insert =
        """
        INSERT INTO journal_entries (run_id, sequence, attempt, type, hash, bytes, received_at)
        VALUES ($run, $sequence, $attempt, $type, $hash, $bytes, $received)
        ON CONFLICT DO NOTHING
        """;

    readonly SemaphoreSlim _oneWriter = new(1);

    public async Task<IDisposable?> EnterAsync(CancellationToken cancel)
    {
        await _oneWriter.WaitAsync(cancel);
        return new Turn(_oneWriter);
    }

    public async Task<bool[]> InsertAsync(TrackerDb db, IReadOnlyList<StoredEntry> entries, CancellationToken cancel)
    {
        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Insert;
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        string[] names = ["$run", "$sequence", "$attempt", "$type", "$hash", "$bytes", "$received"];
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        var stored = new bool[entries.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            var e = entries[i];
            object[] values = [e.RunId, e.Sequence, e.Attempt, e.Type, e.Hash, e.Bytes, e.ReceivedAt.UtcTicks];
            for (var p = 0; p < values.Length; p++)
                command.Parameters[p].Value = values[p];
            stored[i] = await command.ExecuteNonQueryAsync(cancel) == 1;
        }
        return stored;
    }

    // The transaction holds SQLite's write lock since it began: nobody else changes the row.
    public async Task<Run> LockRunAsync(TrackerDb db, Guid run, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync(NewRun.Insert(run), cancel);
        return await db.Runs.SingleAsync(r => r.Id == run, cancel);
    }

    public void Dispose() => _oneWriter.Dispose();

    sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
