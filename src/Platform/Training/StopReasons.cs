namespace Platform.Training;

/// <summary>A token that a signal or a command cancels, and which of them was first.</summary>
sealed class StopReasons : IDisposable
{
    readonly CancellationTokenSource _stop;
    string? _command;

    public StopReasons(CancellationToken signal) => _stop = CancellationTokenSource.CreateLinkedTokenSource(signal);

    public CancellationToken Token => _stop.Token;

    public string Reason => _command ?? "signal";

    /// <summary>By command; after a signal it changes nothing.</summary>
    public void Stop(string reason)
    {
        if (_stop.IsCancellationRequested || Interlocked.CompareExchange(ref _command, reason, null) is not null)
            return;
        // not on the bus's thread: what waits for the token may run long
        _ = Task.Run(Cancel);
    }

    public void Dispose() => _stop.Dispose();

    void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the run has ended meanwhile
        }
    }
}
