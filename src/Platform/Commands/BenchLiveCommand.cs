using System.CommandLine;
using Platform.Benchmarks;
using Platform.Contracts;

namespace Platform.Commands;

/// <summary><c>platform bench live</c>: from the log call to the browser. Needs RabbitMQ, PostgreSQL and Chromium.</summary>
static class BenchLiveCommand
{
    public static Command Create()
    {
        var service = new ServiceOptions();
        var (runs, rate) = (BenchCommand.Count("--runs", 50, "runs live at once"), BenchCommand.Count("--rate", 2, "iterations a second of each"));
        var seconds = BenchCommand.Count("--seconds", 20, "how long to measure");
        var command = new Command("live", "From the log call to a browser with the run's page open; needs Chromium.") { runs, rate, seconds, service.Bus, service.Database };
        command.SetAction(async parsed =>
        {
            var settings = BenchStorageCommands.Named(service.Read(parsed, BusOptions.RabbitMq));
            using var stop = new StopSignal();
            var plan = new LivePlan(parsed.GetValue(runs), parsed.GetValue(rate), parsed.GetValue(seconds));
            return BenchCommand.Print(await new LiveBenchmark(settings, plan).RunAsync(stop.Token));
        });
        return command;
    }
}
