using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Contracts.Commands;

namespace Platform.Trainer.Journal;

/// <summary>Hears that a run is to end.</summary>
public static class StopListener
{
    /// <param name="stop">Called with the reason, at each command there is.</param>
    public static CommandListener Start(IBus bus, Guid run, int attempt, Action<string> stop, ILogger? log = null) =>
        CommandListener.Start<StopRun>(bus, "stop", (asked, _) =>
        {
            if (asked.RunId == run && (asked.Attempt ?? attempt) == attempt)
                stop(asked.Reason is { Length: > 0 } reason ? reason : "command");
            return Task.CompletedTask;
        }, log ?? NullLogger.Instance);
}
