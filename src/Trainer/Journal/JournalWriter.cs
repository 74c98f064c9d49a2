using System.Diagnostics;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>
/// The one thread that writes a journal. It writes what waits in one go and syncs it as <see cref="JournalOptions.Sync"/>
/// says. Only synced lines are announced, so that nobody hears of an entry that a power failure could take back.
/// </summary>
sealed class JournalWriter : IDisposable
{
    // one write of this size, or of one larger line
    const int WriteBytes = 1 << 20;

    readonly string _path;
    readonly LiveFile _file;
    readonly JournalOptions _options;
    readonly Guid _run;
    readonly int _attempt;
    readonly Thread _thread;
    readonly WriteQueue _queue = new();

    // writer thread only
    readonly MemoryStream _buffer = new();
    readonly List<ManualResetEventSlim> _waiting = [];
    JournalPosition _buffered;
    JournalPosition _written;
    string? _note;
    long _syncedAt = Stopwatch.GetTimestamp();
    bool _syncNow;

    // shared
    volatile JournalPosition _synced;
    volatile UserErrorException? _failure;
    volatile TaskCompletionSource _more = NewSignal();

    public JournalWriter(string path, LiveFile file, JournalOptions options, Guid run, int attempt, JournalEnd end)
    {
        (_path, _file, _options, _run, _attempt, _note) = (path, file, options, run, attempt, end.Note);
        _buffered = _written = _synced = end.Position;
        _thread = new(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    public JournalPosition Synced => _synced;

    public void Add(IRunEvent @event, DateTimeOffset at)
    {
        ThrowIfFailed();
        _queue.Add(new(@event, null, at, null));
    }

    public void Add(Func<IRunEvent> make, DateTimeOffset at)
    {
        ThrowIfFailed();
        _queue.Add(new(null, make, at, null));
    }

    public void Flush()
    {
        ThrowIfFailed();
        using var flushed = new ManualResetEventSlim();
        _queue.Add(new(null, null, default, flushed));
        flushed.Wait();
        ThrowIfFailed();
    }

    public async Task MoreThan(JournalPosition known, CancellationToken cancel)
    {
        var signal = _more;
        if (_synced.Sequence <= known.Sequence)
            await signal.Task.WaitAsync(cancel);
    }

    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
            throw new UserErrorException(failure.Message, failure.InnerException);
    }

    public void Dispose()
    {
        if (_queue.Close())
            _thread.Join();
    }

    void Run()
    {
        while (!_queue.IsCompleted)
            try
            {
                TakeWaiting();
                WriteBuffer();
                if (_syncNow || _queue.IsCompleted || IsSyncDue())
                    Sync();
                if (_synced.Offset - _file.Start >= _options.SegmentBytes && _written == _synced)
                    _file.Rotate(_synced.Offset);
            }
            catch (Exception e)
            {
                Fail(e); // told to whoever calls next: an exception here would end the process
            }
        _file.Dispose();
    }

    /// <summary>Encodes what waits; waits itself while there is nothing, but no longer than the next sync is due.</summary>
    void TakeWaiting()
    {
        var timeout = _written == _synced ? Timeout.InfiniteTimeSpan : Left(_options.SyncEvery - Stopwatch.GetElapsedTime(_syncedAt));
        while (_buffer.Length < WriteBytes && _queue.TryTake(out var item, timeout))
        {
            timeout = TimeSpan.Zero;
            if (item.Flushed is { } flushed)
                _waiting.Add(flushed);
            else if (_failure is null)
                Encode(item.Event ?? item.Make!(), item.At);
            _syncNow |= item.Flushed is not null || IsLifeCycle(item.Event);
        }
    }

    bool IsSyncDue() => _options.Sync != SyncPolicy.Interval || Stopwatch.GetElapsedTime(_syncedAt) >= _options.SyncEvery;

    void Encode(IRunEvent @event, DateTimeOffset at)
    {
        var entry = JournalEntry.Write(new()
        {
            RunId = _run,
            Sequence = _buffered.Sequence + 1,
            Attempt = _attempt,
            OccurredAt = at,
            PreviousHash = _buffered.Hash,
        }, @event);
        _buffer.Write(entry.Bytes);
        _buffer.WriteByte((byte)'\n');
        _buffered = new(entry.Header.Sequence, _buffered.Offset + entry.Bytes.Length + 1, entry.Hash);
        if (_note is not { } note)
            return;
        _note = null;
        Encode(new LogWritten { Stream = "err", Lines = [note] }, at);
    }

    void WriteBuffer()
    {
        if (_buffer.Length == 0)
            return;
        _file.Write(_buffer.GetBuffer(), (int)_buffer.Length);
        _buffer.SetLength(0);
        _written = _buffered;
    }

    void Sync()
    {
        if (_written != _synced)
        {
            if (_options.Sync != SyncPolicy.Never)
                _file.Sync();
            _synced = _written;
            Signal();
        }
        _syncedAt = Stopwatch.GetTimestamp();
        _syncNow = false;
        ReleaseWaiting();
    }

    /// <summary>From here on everything is refused; what is in the file ends with a whole line.</summary>
    void Fail(Exception e)
    {
        var reason = e.Message.Replace($" : '{_path}'", "", StringComparison.Ordinal);
        _failure ??= new($"the journal {_path} cannot be written: {reason}; what it holds is whole: make room and resume the run", e);
        _buffer.SetLength(0);
        try
        {
            _file.CutBack();
        }
        catch (Exception cut) when (cut is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            // the torn line stays; whoever continues the journal cuts it off
        }
        _buffered = _written = _synced;
        ReleaseWaiting();
    }

    void ReleaseWaiting()
    {
        foreach (var flushed in _waiting)
            flushed.Set();
        _waiting.Clear();
    }

    void Signal()
    {
        var signal = _more;
        _more = NewSignal();
        signal.SetResult();
    }

    static bool IsLifeCycle(IRunEvent? @event) =>
        @event is RunStarted or RunResumed or PhaseChanged or EvaluationCompleted or CheckpointSaved
            or RunCompleted or RunFailed or RunStopped;

    static TimeSpan Left(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
