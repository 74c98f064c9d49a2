using Microsoft.Extensions.Logging;

namespace Platform.Tracker;

static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "DatabaseReady: {Provider}, {Migrations} migrations applied")]
    public static partial void DatabaseReady(ILogger logger, string provider, int migrations);

    [LoggerMessage(Level = LogLevel.Warning, Message = "EntriesDropped: {Count}, of runs that somebody deleted")]
    public static partial void EntriesDropped(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "EntriesStored: {Stored} of {Received}")]
    public static partial void EntriesStored(ILogger logger, int stored, int received);

    [LoggerMessage(Level = LogLevel.Warning, Message = "EntriesInConflict: {Count} entries have a stored sequence but other bytes; kept apart")]
    public static partial void EntriesInConflict(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "EntriesMissing: run {Run} lacks entries {From} to {To}; asked its trainer for them")]
    public static partial void EntriesMissing(ILogger logger, Guid run, long from, long to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "AskingDelayed: {Reason}")]
    public static partial void AskingDelayed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "JournalPacked: {Segments} segments")]
    public static partial void JournalPacked(ILogger logger, int segments);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PackingDelayed: {Reason}")]
    public static partial void PackingDelayed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "ClaimsAudited: {File}, its evidence changed")]
    public static partial void ClaimsAudited(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "AuditDelayed: {Reason}")]
    public static partial void AuditDelayed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "MessageRefused: {Reason}")]
    public static partial void MessageRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "DatabaseAway: trying again in {Seconds} s: {Reason}")]
    public static partial void DatabaseAway(ILogger logger, double seconds, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "NoticesDelayed: {Runs} runs changed, but the bus takes no message: {Reason}")]
    public static partial void NoticesDelayed(ILogger logger, int runs, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "LeaseGranted: {Cell}, attempt {Attempt}, to {Trainer}, after entry {Sequence}")]
    public static partial void LeaseGranted(ILogger logger, string cell, int attempt, string trainer, long sequence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "TrainerSilent: {Cell}, attempt {Attempt}, was with {Trainer}; it waits for another")]
    public static partial void TrainerSilent(ILogger logger, string cell, int attempt, string? trainer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "SweepsDelayed: {Reason}")]
    public static partial void SweepsDelayed(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "StrategyFailed: {Sweep}: {Reason}")]
    public static partial void StrategyFailed(ILogger logger, string sweep, string reason);
}
