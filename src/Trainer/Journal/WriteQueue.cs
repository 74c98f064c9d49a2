using Platform.Contracts.Events;

namespace Platform.Trainer.Journal;

/// <summary>What waits for a journal's thread. Adding never waits and, once the queue has grown to its size, allocates nothing.</summary>
sealed class WriteQueue
{
    readonly object _gate = new(); // a Lock cannot be waited on
    readonly Queue<Item> _items = new(256);
    bool _isClosed;

    /// <summary>An event, or what makes one, or a wish to hear when all before it is synced.</summary>
    public readonly record struct Item(IRunEvent? Event, Func<IRunEvent>? Make, DateTimeOffset At, ManualResetEventSlim? Flushed);

    /// <summary>Closed and empty: nothing will come.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (_gate)
                return _isClosed && _items.Count == 0;
        }
    }

    public void Add(in Item item)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(RunJournal));
            _items.Enqueue(item);
            Monitor.Pulse(_gate);
        }
    }

    /// <returns>False where it was closed before.</returns>
    public bool Close()
    {
        lock (_gate)
        {
            var wasOpen = !_isClosed;
            _isClosed = true;
            Monitor.Pulse(_gate);
            return wasOpen;
        }
    }

    /// <summary>The next one; waits for it up to the time given (one thread only).</summary>
    public bool TryTake(out Item item, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_items.Count == 0 && !_isClosed && timeout != TimeSpan.Zero)
                Monitor.Wait(_gate, timeout);
            return _items.TryDequeue(out item);
        }
    }
}
