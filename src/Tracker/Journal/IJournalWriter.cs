using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>The statements that differ between the databases and matter for speed or locking. Called inside a transaction.</summary>
interface IJournalWriter
{
    /// <summary>Held around a writing transaction: SQLite has one writer, PostgreSQL needs nothing.</summary>
    Task<IDisposable?> EnterAsync(CancellationToken cancel);

    /// <summary>
    /// The runs' rows, tracked and made if need be, that no other tracker changes before this transaction ends. Who holds
    /// them may store entries of these runs.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, Run>> LockRunsAsync(TrackerDb db, IReadOnlyCollection<Guid> runs, CancellationToken cancel);

    /// <summary>Stores entries that are known not to be there.</summary>
    Task InsertAsync(TrackerDb db, IReadOnlyList<ReceivedEntry> entries, DateTimeOffset receivedAt, CancellationToken cancel);
}
