using System.CommandLine;
using Platform.Benchmarks;
using Platform.Contracts;
using Platform.Settings;

namespace Platform.Commands;

/// <summary>The parts of <c>platform bench</c> that need a broker and a database.</summary>
static class BenchStorageCommands
{
    public static Command Ingest()
    {
        var service = new ServiceOptions();
        var plan = new PlanOptions();
        var command = new Command("ingest", "Points a second from producers through RabbitMQ into PostgreSQL, durable and projected.") { service.Bus, service.Database, plan.All };
        command.SetAction(async parsed =>
        {
            var settings = Named(service.Read(parsed, BusOptions.RabbitMq));
            using var stop = new StopSignal();
            return BenchCommand.Print(await new IngestBenchmark(settings, plan.Read(parsed)).RunAsync(stop.Token));
        });
        return command;
    }

    public static Command Chart()
    {
        var service = new ServiceOptions();
        var (runs, points) = (BenchCommand.Count("--runs", 20, "runs drawn together"), BenchCommand.Count("--points", 80_000, "iterations of each"));
        var (buckets, repeat) = (BenchCommand.Count("--buckets", 2000, "of a chart"), BenchCommand.Count("--repeat", 100, "how often each chart is asked for"));
        var command = new Command("chart", "How long the tracker's API takes over charts of long runs.") { runs, points, buckets, repeat, service.Database };
        command.SetAction(async parsed =>
        {
            var settings = Named(service.Read(parsed, BusOptions.InMemory));
            using var stop = new StopSignal();
            return BenchCommand.Print(await new ChartBenchmark(
                settings, parsed.GetValue(runs), parsed.GetValue(points), parsed.GetValue(buckets), parsed.GetValue(repeat)).RunAsync(stop.Token));
        });
        return command;
    }

    /// <summary>The process that <c>bench ingest</c> starts to publish.</summary>
    public static Command IngestProducers()
    {
        var service = new ServiceOptions();
        var plan = new PlanOptions();
        var command = new Command("ingest-producers", "The publishing side of bench ingest.") { service.Bus, plan.All };
        command.Hidden = true;
        command.SetAction(parsed => new IngestProducer(service.Read(parsed, BusOptions.RabbitMq), plan.Read(parsed)).RunAsync());
        return command;
    }

    // those of the tests where nobody names others
    internal static PlatformSettings Named(PlatformSettings settings)
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_TEST_RABBITMQ") is { } broker)
            settings.Default("Bus:Uri", broker);
        if (settings.Configuration["Tracker:Database"] == "sqlite" && Environment.GetEnvironmentVariable("PLATFORM_TEST_POSTGRES") is { } server)
            settings.Set("Tracker:Database", "postgres").Set("Tracker:ConnectionString", server);
        return settings.Configuration["Tracker:Database"] == "postgres"
            ? settings
            : throw new UserErrorException("needs PostgreSQL and RabbitMQ; give --database postgres, --connection and --broker, "
                + "or run it under tests/services run");
    }

    sealed class PlanOptions
    {
        readonly Option<int> _runs = BenchCommand.Count("--runs", 8, "runs at once");
        readonly Option<int> _metrics = BenchCommand.Count("--metrics", 10, "metrics an iteration");
        readonly Option<int> _rows = BenchCommand.Count("--rows", 256, "iterations an entry");
        readonly Option<int> _seconds = BenchCommand.Count("--seconds", 20, "how long to publish");

        public IEnumerable<Option> All => [_runs, _metrics, _rows, _seconds];

        public IngestPlan Read(ParseResult parsed) =>
            new(parsed.GetValue(_runs), parsed.GetValue(_metrics), parsed.GetValue(_rows), parsed.GetValue(_seconds));
    }
}
