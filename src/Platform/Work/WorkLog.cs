namespace Platform.Work;

static partial class WorkLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "QueueAway: {Broker}: {Reason}; trying again")]
    public static partial void QueueAway(ILogger logger, string broker, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "TrackerAway: {Reason}; trying again")]
    public static partial void TrackerAway(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "JournalSetAside: {Folder} does not go on with what the tracker holds; it is kept as {Aside}")]
    public static partial void JournalSetAside(ILogger logger, string folder, string aside);

    [LoggerMessage(Level = LogLevel.Warning, Message = "CheckpointNotKept: {Path}: {Reason}")]
    public static partial void CheckpointNotKept(ILogger logger, string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "CheckpointsStay: {Folder}: {Reason}")]
    public static partial void CheckpointsStay(ILogger logger, string folder, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "EntriesUndelivered: {Remaining} of {Run}: {Reason}; trying again")]
    public static partial void EntriesUndelivered(ILogger logger, long remaining, Guid run, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "LeftUndelivered: {Folder}: {Reason}")]
    public static partial void LeftUndelivered(ILogger logger, string folder, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "WorkerEnded: the one of {Device} ended with {Code}; it is started again in {Seconds} s")]
    public static partial void WorkerEnded(ILogger logger, string device, int code, double seconds);
}
