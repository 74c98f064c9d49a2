using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Entries by binary COPY; trackers exclude each other by the runs' rows.</summary>
sealed class PostgresJournalWriter : IJournalWriter
{
    const string Insert = "COPY journal_entries (run_id, sequence, attempt, type, hash, bytes, received_at) FROM STDIN (FORMAT binary)";

    public Task<IDisposable?> EnterAsync(CancellationToken cancel) => Task.FromResult<IDisposable?>(null);

    // New rows in order of key, then all locks in the database's order: whoever needs the same ones waits, and nobody in a ring.
    public async Task<IReadOnlyDictionary<Guid, Run>> LockRunsAsync(TrackerDb db, IReadOnlyCollection<Guid> runs, CancellationToken cancel)
    {
        var ids = runs.Order().ToArray();
        await db.Database.ExecuteSqlRawAsync(NewRun.Insert("SELECT * FROM unnest({0})"), [ids], cancel);
        return await db.Runs.FromSql($"SELECT * FROM runs WHERE id = ANY({ids}) ORDER BY id FOR UPDATE").ToDictionaryAsync(r => r.Id, cancel);
    }

    public async Task InsertAsync(TrackerDb db, IReadOnlyList<ReceivedEntry> entries, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        if (entries.Count == 0)
            return;
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(Insert, cancel);
        foreach (var entry in entries)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(entry.Header.RunId, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(entry.Header.Sequence, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(entry.Header.Attempt, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(entry.Type, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(entry.Hash, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(entry.Bytes, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(receivedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
        }
        await copy.CompleteAsync(cancel);
    }
}
