using Microsoft.Extensions.Logging;

namespace Platform.Dashboard;

static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Tracker does not answer: {Reason}")]
    public static partial void TrackerUnreachable(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Information, "Tracker answers again")]
    public static partial void TrackerReachable(ILogger logger);
}
