using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Platform.Contracts;
using Platform.Seeding;
using Platform.Settings;

namespace Platform.Commands;

/// <summary><c>platform seed --runs N</c>: runs that nobody trained, to try pages and filters with as many as a team has after a year.</summary>
static class SeedCommand
{
    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var (runs, metrics) = (BenchCommand.Count("--runs", 100, "runs that have ended", least: 0), BenchCommand.Count("--metrics", 20, "metric names each; past the seven that are journaled a name has a summary and no points"));
        var points = BenchCommand.Count("--points", 100, "iterations that each logs");
        var (longRuns, longPoints) = (BenchCommand.Count("--long", 0, "of the runs, the newest, log more than that", least: 0), BenchCommand.Count("--long-points", 80_000, "iterations that those log"));
        var (live, rate) = (BenchCommand.Count("--live", 0, "runs that go on until Ctrl+C, over the broker", least: 0), BenchCommand.Count("--rate", 2, "iterations a second of each of those"));
        var seed = BenchCommand.Count("--seed", 1, "the same number makes the same runs, which are stored once", least: 0);
        var command = new PlatformCommand("seed", "Makes synthetic runs in a tracker's database; they say so wherever they are shown.", "seed --runs 1000 --metrics 200")
        {
            runs, metrics, points, longRuns, longPoints, live, rate, seed, service.Bus, service.Database,
        };
        command.SetAction(parsed => RunAsync(
            service.Read(parsed, BusOptions.InMemory),
            new(parsed.GetValue(runs), parsed.GetValue(metrics), parsed.GetValue(points), parsed.GetValue(longRuns), parsed.GetValue(longPoints), parsed.GetValue(seed)),
            parsed.GetValue(live), parsed.GetValue(rate), parsed.GetValue(CommandLine.Verbose)));
        return command;
    }

    static async Task<int> RunAsync(PlatformSettings settings, SeedPlan plan, int live, int rate, bool verbose)
    {
        ServiceOptions.EnsureDatabaseNamed(settings);
        if (live > 0 && settings.Bus().Kind == BusOptions.InMemory)
            throw new UserErrorException("--live needs a broker, as trainers do; give --bus rabbitmq and --broker");
        using var stop = new StopSignal();
        if (plan.Runs > 0)
        {
            var began = Stopwatch.GetTimestamp();
            await using var store = await SeedStore.OpenAsync(settings, stop.Token);
            var made = await store.SeedAsync(plan, new Progress(plan.Runs), stop.Token);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{made.Count:#,0} synthetic runs of {plan.Metrics:#,0} metrics in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s; filter: synthetic, or project = \"synthetic\""));
        }
        if (live > 0)
            await LiveSeeding.RunAsync(settings, live, rate, verbose, stop.Token, Console.WriteLine);
        return 0;
    }

    // Progress<T> would report from another thread, after the last line
    sealed class Progress(int runs) : IProgress<int>
    {
        int _told;

        public void Report(int value)
        {
            if (value / 1000 == _told)
                return;
            _told = value / 1000;
            Console.WriteLine($"{value} of {runs} runs");
        }
    }
}
