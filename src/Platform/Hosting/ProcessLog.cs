namespace Platform.Hosting;

/// <summary>The log of a process: one line an entry, on standard error, from warnings up (--verbose: information too); with <c>Log:Format</c> <c>json</c> an object with every value by name.</summary>
static class ProcessLog
{
    public static void Configure(ILoggingBuilder logging, bool verbose, bool asJson)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Warning);
        if (!verbose)
        {
            // what these say comes to the user as the one line of the error they go with
            logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
            logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        }
        if (asJson)
            logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "O";
            });
        else
            logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss ";
            });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
