using System.CommandLine;
using Platform.Benchmarks;
using Platform.Contracts;

namespace Platform.Commands;

/// <summary><c>platform bench pages</c>: how long people wait for pages. Needs RabbitMQ, PostgreSQL and Chromium.</summary>
static class BenchPagesCommand
{
    public static Command Create()
    {
        var service = new ServiceOptions();
        var (runs, metrics) = (BenchCommand.Count("--runs", 10_000, "synthetic runs"), BenchCommand.Count("--metrics", 1_500, "metric names each"));
        var (compared, points) = (BenchCommand.Count("--compare", 20, "runs compared, at most all"), BenchCommand.Count("--points", 80_000, "iterations of each of those"));
        var (live, repeat) = (BenchCommand.Count("--live", 20, "more that go on meanwhile", least: 0), BenchCommand.Count("--repeat", 10, "how often each page is opened"));
        var command = new Command("pages", "How long people wait for pages, in a headless Chromium, among very many runs.") { runs, metrics, compared, points, live, repeat, service.Bus, service.Database };
        command.SetAction(async parsed =>
        {
            var settings = BenchStorageCommands.Named(service.Read(parsed, BusOptions.RabbitMq));
            using var stop = new StopSignal();
            var plan = new PagesPlan(parsed.GetValue(runs), parsed.GetValue(metrics), Math.Min(parsed.GetValue(compared), parsed.GetValue(runs)),
                parsed.GetValue(points), parsed.GetValue(live), parsed.GetValue(repeat));
            await foreach (var line in new PagesBenchmark(settings, plan).RunAsync(stop.Token))
                Console.WriteLine(line);
            return 0;
        });
        return command;
    }
}
