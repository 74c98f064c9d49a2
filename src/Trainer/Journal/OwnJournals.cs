using System.Collections.Concurrent;
using Platform.Contracts.Events;

namespace Platform.Trainer.Journal;

/// <summary>The journals this process wrote last: what it can publish once more when a tracker lacks entries of them.</summary>
public sealed class OwnJournals
{
    /// <summary>So many runs back; what was lost of older ones is for <c>platform sync</c>.</summary>
    public const int Most = 8;

    readonly ConcurrentDictionary<Guid, Written> _written = [];
    long _turns;

    /// <summary>A run's journal is written in this folder from now on.</summary>
    public void Add(Guid run, int attempt, RunFolder folder)
    {
        _written[run] = new(attempt, folder, Interlocked.Increment(ref _turns));
        foreach (var (old, _) in _written.OrderByDescending(w => w.Value.Turn).Skip(Most))
            _written.TryRemove(old, out _);
    }

    public RunFolder? Find(Guid run) => _written.GetValueOrDefault(run)?.Folder;

    /// <summary>How far the broker has confirmed each, as its cursor says; those of which it has nothing are left out, and on an in-memory bus that is all.</summary>
    public IReadOnlyList<DeliveredJournal> Delivered() =>
    [
        .. from written in _written
           orderby written.Value.Turn
           let sequence = new JournalCursor(written.Value.Folder.Cursor).Load()?.Sequence ?? 0
           where sequence > 0
           select new DeliveredJournal(written.Key, written.Value.Attempt, sequence),
    ];

    sealed record Written(int Attempt, RunFolder Folder, long Turn);
}
