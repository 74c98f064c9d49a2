using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Trainer.Journal;

namespace Platform.Trainer.Reporting;

/// <summary>Reports into the run's journal: metrics in batches by column, everything else as it comes.</summary>
/// <remarks>
/// A batch is handed on after <see cref="BatchRows"/> iterations or <see cref="BatchAge"/>, and before any event, so that the
/// journal keeps the order of the calls. Nothing is dropped. Calls touch neither disk nor network; only when the disk has
/// fallen <see cref="RunJournal.Capacity"/> entries behind do they wait for it.
/// </remarks>
public sealed class JournalRunReporter : IRunReporter, IDisposable
{
    /// <summary>Iterations in one <see cref="MetricsLogged"/>.</summary>
    public const int BatchRows = 256;

    /// <summary>How long a scalar may wait for others.</summary>
    public static readonly TimeSpan BatchAge = TimeSpan.FromMilliseconds(500);

    readonly RunJournal _journal;
    readonly TimeProvider _clock;
    readonly MetricsBuffer _metrics = new();
    readonly Lock _gate = new();
    readonly ITimer _timer;
    bool _disposed;

    public JournalRunReporter(RunJournal journal, TimeProvider clock)
    {
        _journal = journal;
        _clock = clock;
        _timer = clock.CreateTimer(_ => HandOnOldMetrics(), null, BatchAge / 2, BatchAge / 2);
    }

    /// <exception cref="UserErrorException">The journal cannot be written any more.</exception>
    public void Metrics(int iteration, ReadOnlySpan<MetricValue> values)
    {
        lock (_gate)
        {
            _journal.ThrowIfFailed();
            _metrics.Add(iteration, values, _clock.GetTimestamp());
            if (_metrics.Rows >= BatchRows)
                HandOnMetrics();
        }
    }

    /// <exception cref="UserErrorException">The journal cannot be written any more.</exception>
    public void Event(IRunEvent @event)
    {
        lock (_gate)
        {
            HandOnMetrics();
            _journal.Append(@event);
        }
    }

    /// <summary>Returns when everything reported so far is synced to disk.</summary>
    /// <exception cref="UserErrorException">It could not be written.</exception>
    public void Flush()
    {
        lock (_gate)
            HandOnMetrics();
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
                if (!_disposed && _metrics.Rows > 0 && _clock.GetElapsedTime(_metrics.OldestAt) >= BatchAge)
                    HandOnMetrics();
            }
            catch (UserErrorException)
            {
                // this is a timer's thread: the training thread hears it at its next call
            }
    }

    void HandOnMetrics()
    {
        if (_metrics.Rows > 0)
            _journal.Append(_metrics.Take(_clock.GetTimestamp(), _clock.TimestampFrequency));
    }
}
