using System.Diagnostics;
using Platform.Hosting;

namespace Platform.Work;

/// <summary>
/// Several workers on one machine, a process each. One that dies is started again; all end in good order when this one is told to, or is gone.
/// </summary>
/// <param name="quiet">Only their errors are shown.</param>
sealed class WorkSupervisor(TimeProvider clock, ILogger log, bool quiet = false)
{
    static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(60);

    // whoever worked for so long before it died is not what dies at each start
    static readonly TimeSpan s_well = TimeSpan.FromMinutes(2);

    /// <param name="broker">The broker's address.</param>
    /// <returns>Whether all ended by themselves and well.</returns>
    public async Task<bool> RunAsync(
        IReadOnlyList<WorkDevice> devices, IReadOnlyList<string> arguments, string broker, CancellationToken stop) =>
        (await Task.WhenAll(devices.Select(d => WatchAsync(d.Name, new Dictionary<string, string>(d.Environment) { ["PLATFORM_Bus__Uri"] = broker }, arguments, stop)))).All(well => well);

    async Task<bool> WatchAsync(string name, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        for (var pause = s_firstPause; ;)
        {
            var began = clock.GetTimestamp();
            var code = await RunOneAsync(environment, arguments, stop);
            // 1 is an error its reader must act on: it would be the same the next time
            if (code is 0 or 1 || stop.IsCancellationRequested)
                return code is 0 or 130 or 143;
            pause = clock.GetElapsedTime(began) > s_well ? s_firstPause : pause;
            WorkLog.WorkerEnded(log, name, code, pause.TotalSeconds);
            await Task.WhenAny(Task.Delay(pause, clock, stop));
            pause = 2 * pause < s_longestPause ? 2 * pause : s_longestPause;
        }
    }

    async Task<int> RunOneAsync(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return 0;
        var start = OwnProgram.With(["work", "--stop-with-input", .. arguments]);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        start.RedirectStandardOutput = quiet;
        using var process = Process.Start(start)!;
        if (quiet)
            process.BeginOutputReadLine(); // and nobody hears it
        await using var stopping = stop.Register(process.StandardInput.Close);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }
}
