using System.Runtime.InteropServices;

namespace Platform;

/// <summary>
/// Ctrl+C and SIGTERM as a token. The first asks to end in good order, a later one ends the process there and then. What comes
/// within a second of the first is the same wish: terminals and service managers tell every process of a group, and those that
/// started others pass it on.
/// </summary>
sealed class StopSignal : IDisposable
{
    static readonly TimeSpan s_same = TimeSpan.FromSeconds(1);

    readonly CancellationTokenSource _stop = new();
    readonly List<PosixSignalRegistration> _registrations = [];
    long _first;

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
        if (!IsFirst(out _))
            return;
        ExitCode = 143;
        await _stop.CancelAsync();
    });

    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _stop.Dispose();
    }

    bool IsFirst(out TimeSpan since)
    {
        var now = TimeProvider.System.GetTimestamp();
        var first = Interlocked.CompareExchange(ref _first, now, 0);
        since = first == 0 ? TimeSpan.Zero : TimeProvider.System.GetElapsedTime(first, now);
        return first == 0;
    }

    void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        var code = context.Signal == PosixSignal.SIGINT ? 130 : 143;
        if (!IsFirst(out var since))
        {
            if (since > s_same)
                Environment.Exit(code);
            return;
        }
        ExitCode = code;
        // not on the signal's own thread: what waits for the token may run long
        _ = Task.Run(_stop.Cancel);
    }
}
