using System.Runtime.InteropServices;

namespace Platform;

/// <summary>
/// Ctrl+C and SIGTERM as a token. The first asks to end in good order, the second ends the process there and then.
/// </summary>
sealed class StopSignal : IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly List<PosixSignalRegistration> _registrations = [];
    int _received;

    public StopSignal()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            _registrations.Add(PosixSignalRegistration.Create(signal, Receive));
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>The exit code shells give a process ended by the received signal (130, 143); 0 without one.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Completes at the first signal.</summary>
    public Task WaitAsync()
    {
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stop.Token.Register(received.SetResult);
        return received.Task;
    }

    /// <summary>
    /// The end of the stream counts as a SIGTERM that comes once: a parent's death ends its pipe however it died, and a parent
    /// that closes it needs no way to send signals.
    /// </summary>
    public void AtEndOf(Stream input) => _ = Task.Run(async () =>
    {
        await input.CopyToAsync(Stream.Null);
        if (Interlocked.CompareExchange(ref _received, 1, 0) > 0)
            return;
        ExitCode = 143;
        await _stop.CancelAsync();
    });

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _stop.Dispose();
    }

    void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        var code = context.Signal == PosixSignal.SIGINT ? 130 : 143;
        if (Interlocked.Increment(ref _received) > 1)
            Environment.Exit(code);
        ExitCode = code;
        // not on the signal's own thread: what waits for the token may run long
        _ = Task.Run(_stop.Cancel);
    }
}
