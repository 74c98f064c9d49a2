using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>
/// Follows a journal and publishes its lines byte for byte, from where the last publisher got confirms to. At least once,
/// in order as long as nothing fails; the tracker sorts out the rest. While the broker is away it waits and tries again,
/// and training never notices.
/// </summary>
/// <remarks>
/// The cursor moves after the confirm, and a line no queue takes counts as not delivered. On the in-memory bus a confirm
/// ends with the process, so there the cursor is neither read nor written and every process delivers from the start.
/// </remarks>
public sealed class JournalPublisher : IAsyncDisposable
{
    static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);
    static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(30);

    readonly RunFolder _folder;
    readonly RunJournal? _journal;
    readonly ILogger _log;
    readonly WindowReader _reader;
    readonly LineWindow _window;
    readonly JournalCursor? _cursor;
    readonly CancellationTokenSource _stop = new();
    readonly CancellationTokenSource _drain = new();
    readonly Task _following;

    // the first line alone makes connection and queue; lines that waited for those together would overtake each other
    int _windowLines = 1;
    TimeSpan _pause = s_firstPause;
    volatile JournalPosition _delivered = JournalPosition.Start;
    volatile Exception? _lastFailure;

    JournalPublisher(IBus bus, RunFolder folder, RunJournal? journal, ILogger? log)
    {
        _folder = folder;
        _journal = journal;
        _log = log ?? NullLogger.Instance;
        _reader = new(folder, journal);
        _window = new(bus);
        _cursor = bus.IsInMemory() ? null : new(folder.Cursor);
        _following = Task.Run(FollowAsync);
    }

    /// <summary>The sequence up to which every entry is confirmed.</summary>
    public long DeliveredSequence => _delivered.Sequence;

    /// <summary>Starts to deliver what the folder's journal holds and will hold.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="journal">The journal where this process writes it: it wakes the publisher; without it the file is polled.</param>
    /// <param name="log">Hears of trouble.</param>
    public static JournalPublisher Start(IBus bus, RunFolder folder, RunJournal? journal = null, ILogger? log = null) =>
        new(bus, folder, journal, log);

    /// <summary>
    /// Delivers what is left and stops, when all is delivered or at the latest after <paramref name="deadline"/>. What
    /// remains waits for the next publisher (<c>platform sync</c>).
    /// </summary>
    public async Task<DeliveryReport> StopAsync(TimeSpan deadline)
    {
        await _drain.CancelAsync();
        _stop.CancelAfter(deadline);
        var problem = await EndAsync();
        return new(_delivered.Sequence, JournalTail.CountEntries(_folder.Journal), problem);
    }

    /// <summary>Delivers what is left and stops, when all is delivered or nothing was for <paramref name="patience"/>.</summary>
    public async Task<DeliveryReport> DrainAsync(TimeSpan patience)
    {
        await _drain.CancelAsync();
        for (var before = -1L; before != _delivered.Sequence && !_following.IsCompleted;)
        {
            before = _delivered.Sequence;
            await Task.WhenAny(_following, Task.Delay(patience));
        }
        return await StopAsync(TimeSpan.Zero);
    }

    /// <summary>Stops at once, without delivering what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await EndAsync();
        _stop.Dispose();
        _drain.Dispose();
    }

    async Task<string?> EndAsync()
    {
        try
        {
            await _following;
            return null;
        }
        catch (OperationCanceledException)
        {
            return _lastFailure?.Message ?? "there was no time left";
        }
        catch (Exception e) // logged where it happened; here it is the reason in the report
        {
            return e.Message;
        }
    }

    async Task FollowAsync()
    {
        try
        {
            using var owned = await OwnCursorAsync();
            _delivered = StartingPoint();
            while (true)
            {
                var draining = _drain.IsCancellationRequested;
                var lines = _reader.Next(_windowLines, _delivered);
                if (lines.Count > 0)
                    await DeliverAsync(lines);
                else if (draining)
                    return;
                else
                    await MoreLinesAsync();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            JournalLog.PublisherStopped(_log, _folder.Journal, e.Message);
            throw;
        }
        finally
        {
            _reader.Stop();
        }
    }

    /// <summary>One publisher at a time: a `platform sync` and a trainer would overwrite each other's cursor.</summary>
    async Task<IDisposable> OwnCursorAsync()
    {
        while (true)
        {
            if (OwnedFile.TryOwn(_folder.Cursor, out var holder) is { } owned)
                return owned;
            if (_drain.IsCancellationRequested)
                throw new UserErrorException($"{_folder.Journal} is being delivered by {holder}");
            await Task.Delay(s_poll, _stop.Token);
        }
    }

    JournalPosition StartingPoint()
    {
        if (_cursor is null || !JournalSegments.HoldsAny(_folder.Journal))
            return JournalPosition.Start;
        var saved = _cursor.Load();
        if (saved is not null && JournalTail.Matches(_folder.Journal, saved))
            return saved;
        JournalLog.CursorDoesNotMatch(_log, _folder.Cursor, _folder.Journal, saved?.Sequence);
        return JournalPosition.Start;
    }

    async Task DeliverAsync(List<JournalRecord> lines)
    {
        var before = _delivered;
        // The bus tries to connect at ever longer intervals of its own; giving up early and asking again is quicker. But a
        // broker that is only slow must get more time at each try, or nothing would ever be confirmed. Once it has confirmed
        // something, a lost connection is told at once and silence is slowness: giving up would only deliver lines twice.
        var patience = _windowLines > 1 ? s_longestSilence : TimeSpan.FromSeconds(2) + 5 * _pause;
        var (confirmed, failure) = await _window.PublishAsync(lines, before, patience, _stop.Token);
        _delivered = confirmed;
        if (confirmed != before)
            SaveCursor(confirmed);
        _stop.Token.ThrowIfCancellationRequested();
        if (failure is null)
            Succeeded();
        else
            await FailedAsync(failure);
    }

    // a cursor that lags costs a second delivery; a publisher that ends for want of disk would cost a live run its charts
    void SaveCursor(JournalPosition confirmed)
    {
        try
        {
            _cursor?.Save(confirmed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            JournalLog.CursorNotSaved(_log, _folder.Cursor, confirmed.Sequence, e.Message);
        }
    }

    void Succeeded()
    {
        if (_lastFailure is not null)
            JournalLog.DeliveryResumed(_log, _folder.Journal, _delivered.Sequence);
        _lastFailure = null;
        _windowLines = LineWindow.MaxLines;
        _pause = s_firstPause;
    }

    async Task FailedAsync(Exception failure)
    {
        if (_lastFailure is null)
            JournalLog.DeliveryFailed(_log, _folder.Journal, _delivered.Sequence + 1, failure.Message);
        _lastFailure = failure;
        _windowLines = 1;
        _reader.Stop(); // the next line is the first one that was not confirmed
        await Task.Delay(_pause * (0.5 + Random.Shared.NextDouble() / 2), _stop.Token); // many trainers hear of one broker at once
        _pause = 2 * _pause < s_longestPause ? 2 * _pause : s_longestPause;
    }

    async Task MoreLinesAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _drain.Token);
        try
        {
            if (_journal is null)
                await Task.Delay(s_poll, either.Token);
            else
                await _journal.MoreThan(_delivered, either.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // told to deliver what is there and end: the loop looks once more
        }
    }
}
