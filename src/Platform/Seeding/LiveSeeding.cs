using Platform.Benchmarks;
using Platform.Contracts;
using Platform.Hosting;
using Platform.Settings;

namespace Platform.Seeding;

/// <summary>Synthetic runs that go on, each with a journal, reporter and publisher as a trainer has them.</summary>
static class LiveSeeding
{
    public static async Task RunAsync(PlatformSettings settings, int runs, int rate, bool verbose, CancellationToken stop, Action<string>? told = null)
    {
        await BusSetup.EnsureReachableAsync(settings.Bus(), stop);
        await using var trainers = BusProcess.Build(settings, withBus: true, verbose);
        await trainers.StartAsync(stop);
        var folder = Directory.CreateTempSubdirectory("platform-seed-");
        var (made, configs) = (new LiveRun[runs], new SyntheticConfigs());
        try
        {
            var period = TimeSpan.FromSeconds(1.0 / rate);
            for (var i = 0; i < runs; i++)
                made[i] = new(i, folder.FullName, trainers.Bus!, settings.Journal(), trainers.Log, new SyntheticRun(configs.Make(i / 5), i, 0, 0).Start);
            told?.Invoke($"{runs} synthetic runs go on, {rate} iterations a second each; Ctrl+C ends them");
            await Task.WhenAll(made.Select((run, i) => Task.Run(() => run.LogAsync(period * i / runs, period, stop), CancellationToken.None)));
        }
        finally
        {
            await Task.WhenAll(made.Where(r => r is not null).Select(r => Task.Run(async () => await r.DisposeAsync())));
            folder.Delete(recursive: true);
        }
    }
}
