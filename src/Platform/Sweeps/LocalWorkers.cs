using Platform.Contracts;
using Platform.Hosting;
using Platform.Settings;
using Platform.Work;

namespace Platform.Sweeps;

/// <summary>Workers on this machine for as long as a sweep is watched from it.</summary>
static class LocalWorkers
{
    /// <exception cref="UserErrorException">There is no broker they could take cells from.</exception>
    public static void EnsureBroker(PlatformSettings settings)
    {
        if (settings.Bus().Kind == BusOptions.InMemory)
            throw new UserErrorException("--workers with a tracker needs its broker; name it with --broker or PLATFORM_Bus__Uri");
    }

    public static async Task RunAsync(int count, PlatformSettings settings, string data, CancellationToken stop)
    {
        await using var process = BusProcess.Build(settings, withBus: false, verbose: false);
        await new WorkSupervisor(TimeProvider.System, process.Log, quiet: true).RunAsync(
            WorkDevices.Processes(count, Environment.GetEnvironmentVariable),
            ["--tracker", settings.TrackerUrl().ToString(), "--runs", settings.RunsFolder, "--data", data], settings.Bus().Uri, stop);
    }
}
