using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Platform.Tracker.Tests;

/// <summary>
/// Counts what is asked of databases. To be made before whatever asks: a context nobody listened to when it asked first tells
/// of its commands only a second later.
/// </summary>
sealed class Questions : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    static readonly AsyncLocal<Questions?> s_ours = new();

    readonly List<IDisposable> _subscriptions = [];
    int _asked;

    public Questions() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>How many the work asks, and no other test's; what is written is not counted.</summary>
    public async Task<int> CountAsync(Func<Task> work)
    {
        (s_ours.Value, _asked) = (this, 0);
        await work();
        return _asked;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (s_ours.Value == this && value.Value is CommandEventData command && value.Key == RelationalEventId.CommandExecuting.Name
            && command.Command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            Interlocked.Increment(ref _asked);
    }

    public void OnCompleted()
    {
        // no listener ever ends
    }

    public void OnError(Exception error)
    {
        // and none fails
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }
}
