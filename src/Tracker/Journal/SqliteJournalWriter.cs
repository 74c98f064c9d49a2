using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>One prepared statement, run once an entry; writers of this process queue up instead of polling SQLite's lock.</summary>
sealed class SqliteJournalWriter : IJournalWriter, IDisposable
{
    const string Insert =
        """
        INSERT INTO journal_entries (run_id, sequence, attempt, type, hash, bytes, received_at)
        VALUES ($0, $1, $2, $3, $4, $5, $6)
        """;

    readonly SemaphoreSlim _oneWriter = new(1);

    public async Task<IDisposable?> EnterAsync(CancellationToken cancel)
    {
        await _oneWriter.WaitAsync(cancel);
        return new Turn(_oneWriter);
    }

    // The transaction holds SQLite's write lock since it began: nobody else changes the rows.
    public async Task<IReadOnlyDictionary<Guid, Run>> LockRunsAsync(TrackerDb db, IReadOnlyCollection<Guid> runs, CancellationToken cancel)
    {
        await SqliteRows.WriteAsync(db, NewRun.Insert("VALUES ($0)"), runs.Select(run => (object?[])[run]), cancel);
        return await db.Runs.Where(r => runs.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
    }

    public Task InsertAsync(TrackerDb db, IReadOnlyList<ReceivedEntry> entries, DateTimeOffset receivedAt, CancellationToken cancel) =>
        SqliteRows.WriteAsync(db, Insert, entries.Select(e => (object?[])
            [e.Header.RunId, e.Header.Sequence, e.Header.Attempt, e.Type, e.Hash, e.Bytes, receivedAt.UtcTicks]), cancel);

    public void Dispose() => _oneWriter.Dispose();

    sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
