using System.CommandLine;
using Platform.Contracts;
using Platform.Settings;
using Platform.Tracker.Journal;

namespace Platform.Commands;

/// <summary><c>platform replay</c>: rebuilds everything derived from the stored journals.</summary>
static class ReplayCommand
{
    public static PlatformCommand Create()
    {
        var service = new ServiceOptions();
        var command = new PlatformCommand("replay", "Rebuilds everything the tracker derived from the journals it stores.",
            "replay --database sqlite --connection \"Data Source=data/demo/tracker.db\"") { service.Database };
        command.SetAction(parsed => RunAsync(service.Read(parsed, BusOptions.InMemory)));
        return command;
    }

    static async Task<int> RunAsync(PlatformSettings settings)
    {
        ServiceOptions.EnsureDatabaseNamed(settings);
        using var stop = new StopSignal();
        var report = await ReplayJournal.RunAsync(settings.Configuration, new Progress(), stop.Token);
        Console.WriteLine($"replayed {report.Entries} entries of {report.Runs} runs");
        return 0;
    }

    // Progress<T> would report from another thread, after the last line
    sealed class Progress : IProgress<ReplayReport>
    {
        public void Report(ReplayReport value)
        {
            if (value.Runs % 100 == 0)
                Console.WriteLine($"{value.Runs} runs, {value.Entries} entries");
        }
    }
}
