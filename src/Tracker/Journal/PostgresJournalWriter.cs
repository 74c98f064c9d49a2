using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>All entries in one statement; trackers exclude each other by the run's row.</summary>
sealed class PostgresJournalWriter : IJournalWriter
{
    const string Insert =
        """
        INSERT INTO journal_entries (run_id, sequence, attempt, type, hash, bytes, received_at)
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::integer[], $4::text[], $5::bytea[], $6::bytea[], $7::timestamptz[])
        ON CONFLICT DO NOTHING
        RETURNING run_id, sequence
        """;

    public Task<IDisposable?> EnterAsync(CancellationToken cancel) => Task.FromResult<IDisposable?>(null);

    public async Task<bool[]> InsertAsync(TrackerDb db, IReadOnlyList<StoredEntry> entries, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Insert, (NpgsqlConnection)db.Database.GetDbConnection())
        {
            Parameters =
            {
                new() { Value = entries.Select(e => e.RunId).ToArray() },
                new() { Value = entries.Select(e => e.Sequence).ToArray() },
                new() { Value = entries.Select(e => e.Attempt).ToArray() },
                new() { Value = entries.Select(e => e.Type).ToArray() },
                new() { Value = entries.Select(e => e.Hash).ToArray() },
                new() { Value = entries.Select(e => e.Bytes).ToArray() },
                new() { Value = entries.Select(e => e.ReceivedAt.UtcDateTime).ToArray() },
            },
        };
        var stored = new HashSet<(Guid, long)>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            stored.Add((reader.GetGuid(0), reader.GetInt64(1)));
        return [.. entries.Select(e => stored.Contains((e.RunId, e.Sequence)))];
    }

    public async Task<Run> LockRunAsync(TrackerDb db, Guid run, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync(NewRun.Insert(run), cancel);
        return await db.Runs.FromSql($"SELECT * FROM runs WHERE id = {run} FOR UPDATE").SingleAsync(cancel);
    }
}
