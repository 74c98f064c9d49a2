using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Reporting;

/// <summary>Reports into the run's journal: metrics in batches by column, everything else as it comes.</summary>
/// <remarks>
/// A call stores its numbers in memory and returns; the journal's thread makes the entries of them. A batch is handed on after
/// <see cref="BatchRows"/> iterations or <see cref="BatchAge"/>, and before any event, so that the journal keeps the order of
/// the calls. Events are never dropped: they wait in memory for as long as it takes. Metrics wait in <see cref="Batches"/>
/// batches; when the disk is further behind than those, the batch being filled keeps every second iteration of what it holds
/// and of what comes, when it is full again every fourth, and so on (see <see cref="MetricsBuffer.Add"/>), and its entry says
/// under <see cref="MetricsLogged.Coalesced"/> how many were let go.
/// </remarks>
public sealed class JournalRunReporter : IRunReporter, IDisposable
{
    /// <summary>Iterations in one <see cref="MetricsLogged"/>.</summary>
    public const int BatchRows = MetricsBuffer.Capacity;

    /// <summary>Batches there are: one is being filled, the others may wait for the disk.</summary>
    public const int Batches = 16;

    /// <summary>How long a scalar may wait for others: at most half as long again, as the timer looks twice in this time.</summary>
    public static readonly TimeSpan BatchAge = TimeSpan.FromMilliseconds(200);

    readonly RunJournal _journal;
    readonly TimeProvider _clock;
    readonly Lock _gate = new();
    readonly Stack<MetricsBatch> _free = new(Batches); // a stack: the same two go round while the disk keeps up
    readonly ITimer _timer;
    MetricsBatch _filling;
    bool _disposed;

    public JournalRunReporter(RunJournal journal, TimeProvider clock)
    {
        _journal = journal;
        _clock = clock;
        for (var i = 0; i < Batches; i++)
            _free.Push(new(clock, GiveBack));
        _filling = _free.Pop();
        _timer = clock.CreateTimer(_ => HandOnOldMetrics(), null, BatchAge / 2, BatchAge / 2);
    }

    /// <exception cref="UserErrorException">The journal cannot be written any more.</exception>
    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values)
    {
        lock (_gate)
        {
            _journal.ThrowIfFailed();
            if (_filling.Rows.IsFull && HasFree())
                HandOn();
            _filling.Rows.Add(iteration, values, _clock.GetTimestamp());
        }
    }

    /// <exception cref="UserErrorException">The journal cannot be written any more.</exception>
    public void Event(IRunEvent @event)
    {
        lock (_gate)
        {
            HandOnAll();
            _journal.Append(@event);
        }
    }

    /// <summary>Returns when everything reported so far is synced to disk.</summary>
    /// <exception cref="UserErrorException">It could not be written.</exception>
    public void Flush()
    {
        lock (_gate)
            HandOnAll();
        _journal.Flush();
    }

    /// <summary>Hands on what waits and syncs it. Does not throw: who must know whether the disk took it calls <see cref="Flush"/> first.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _timer.Dispose();
        try
        {
            Flush();
        }
        catch (UserErrorException)
        {
            // Dispose runs while the error that ended training is on its way: it must not replace it
        }
    }

    void HandOnOldMetrics()
    {
        lock (_gate)
            try
            {
                // while the disk is behind, small batches would only use up the room for large ones
                if (!_disposed && _filling.Rows.Rows > 0 && IsMostlyFree() && _clock.GetElapsedTime(_filling.Rows.OldestAt) >= BatchAge)
                    HandOn();
            }
            catch (UserErrorException)
            {
                // this is a timer's thread: the training thread hears it at its next call
            }
    }

    /// <summary>Before an event: where no batch is free, what this one holds goes as it is, and it stays.</summary>
    void HandOnAll()
    {
        if (_filling.Rows.Rows == 0)
            return;
        if (HasFree())
            HandOn();
        else
        {
            _filling.StampHandedOn();
            _journal.Append(_filling.Take());
        }
    }

    void HandOn()
    {
        _filling.StampHandedOn();
        _journal.Append(_filling.Make);
        lock (_free)
            _filling = _free.Pop();
    }

    // only the journal's thread puts batches back: what is free now is free a line later
    bool HasFree()
    {
        lock (_free)
            return _free.Count > 0;
    }

    bool IsMostlyFree()
    {
        lock (_free)
            return _free.Count >= Batches / 2;
    }

    void GiveBack(MetricsBatch batch)
    {
        lock (_free)
            _free.Push(batch);
    }
}
