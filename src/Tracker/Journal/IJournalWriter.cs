using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>The statements that differ between the databases and matter for speed or locking. Called inside a transaction.</summary>
interface IJournalWriter
{
    /// <summary>Held around a writing transaction: SQLite has one writer, PostgreSQL needs nothing.</summary>
    Task<IDisposable?> EnterAsync(CancellationToken cancel);

    /// <summary>Stores the entries that are not there yet; <paramref name="entries"/> are in order of key, each key once.</summary>
    /// <returns>For each entry whether it was stored now.</returns>
    Task<bool[]> InsertAsync(TrackerDb db, IReadOnlyList<StoredEntry> entries, CancellationToken cancel);

    /// <summary>The run's row, made if need be, that no other tracker changes before this transaction ends.</summary>
    Task<Run> LockRunAsync(TrackerDb db, Guid run, CancellationToken cancel);
}
