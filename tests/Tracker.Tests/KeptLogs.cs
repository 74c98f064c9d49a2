using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Platform.Tracker.Tests;

/// <summary>Keeps what is logged, to be looked at.</summary>
sealed class KeptLogs : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Messages { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Messages.Enqueue(formatter(state, exception) + (exception is null ? "" : $" ({exception})"));

    public void Dispose()
    {
    }
}
