using System.Diagnostics;
using System.Globalization;
using Platform.Settings;

namespace Platform.Benchmarks;

/// <summary>What the live runs cost meanwhile: entries stored, and processor time by process.</summary>
sealed class LiveLoad
{
    const string Stored = "SELECT coalesce(sum(applied_sequence), 0)::bigint FROM runs";

    readonly IngestDatabase _database;
    readonly int[] _processes;
    readonly double[] _before;
    readonly double _machine = IngestProcessors.MachineSeconds();
    readonly long _began = Stopwatch.GetTimestamp();
    readonly long _stored;

    LiveLoad(IngestDatabase database, int[] processes, long stored)
    {
        (_database, _processes, _stored) = (database, processes, stored);
        _before = Seconds();
    }

    public static async Task<LiveLoad> BeginAsync(IngestDatabase database, PlatformSettings settings, LiveBrowser browser) => new(
        database,
        [Environment.ProcessId, IngestProcessors.ListenerOn(new Uri(settings.Bus().Uri).Port), await database.ServerAsync(), browser.ProcessId],
        await database.AskAsync<long>(Stored));

    /// <summary>Entries stored a second since the beginning, and the cores in use, in words.</summary>
    public async Task<(double EntriesPerSecond, string Cores)> EndAsync()
    {
        var stored = await _database.AskAsync<long>(Stored) - _stored;
        var seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        var cores = Seconds().Select((now, i) => (now - _before[i]) / seconds).ToArray();
        cores[0] -= cores[3]; // Chromium is a child of this process
        var others = (IngestProcessors.MachineSeconds() - _machine) / seconds - cores.Sum();
        return (stored / seconds, string.Create(CultureInfo.InvariantCulture,
            $"cores used: trainers, tracker and dashboard {cores[0]:0.00}, broker {cores[1]:0.00}, PostgreSQL {cores[2]:0.00}, Chromium {cores[3]:0.00}; ")
            + string.Create(CultureInfo.InvariantCulture, $"others on the machine {others:0.00} of {Environment.ProcessorCount}"));
    }

    double[] Seconds() => [.. _processes.Select(IngestProcessors.Seconds)];
}
