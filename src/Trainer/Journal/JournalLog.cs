using Microsoft.Extensions.Logging;

namespace Platform.Trainer.Journal;

static partial class JournalLog
{
    [LoggerMessage(EventId = 110, Level = LogLevel.Warning,
        Message = "Journal {Journal}: entry {Sequence} not delivered yet, trying again: {Reason}")]
    public static partial void DeliveryFailed(ILogger log, string journal, long sequence, string reason);

    [LoggerMessage(EventId = 111, Level = LogLevel.Information, Message = "Journal {Journal}: delivered again, up to entry {Sequence}")]
    public static partial void DeliveryResumed(ILogger log, string journal, long sequence);

    [LoggerMessage(EventId = 112, Level = LogLevel.Warning,
        Message = "Cursor {Cursor} (entry {Sequence}) is not of journal {Journal} as it is now: delivering from entry 1 again")]
    public static partial void CursorDoesNotMatch(ILogger log, string cursor, string journal, long? sequence);

    [LoggerMessage(EventId = 115, Level = LogLevel.Warning, Message = "Cursor {Cursor} could not be moved to entry {Sequence}: {Reason}")]
    public static partial void CursorNotSaved(ILogger log, string cursor, long sequence, string reason);

    [LoggerMessage(EventId = 113, Level = LogLevel.Error, Message = "Journal {Journal} is no longer delivered: {Reason}")]
    public static partial void PublisherStopped(ILogger log, string journal, string reason);

    [LoggerMessage(EventId = 114, Level = LogLevel.Debug, Message = "Heartbeat not sent: {Reason}")]
    public static partial void HeartbeatLost(ILogger log, string reason);

    [LoggerMessage(EventId = 118, Level = LogLevel.Information, Message = "Run {Run}: entries {From} to {To} asked for again")]
    public static partial void EntriesAskedFor(ILogger log, Guid run, long from, long to);

    [LoggerMessage(EventId = 119, Level = LogLevel.Debug, Message = "No longer hearing commands to {Command}: {Reason}")]
    public static partial void ListeningEnded(ILogger log, string command, string reason);
}
