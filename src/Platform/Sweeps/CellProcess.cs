using System.Diagnostics;
using System.Globalization;
using Platform.Hosting;
using Platform.Trainer.Checkpoints;

namespace Platform.Sweeps;

/// <summary>
/// <c>platform train</c> for one cell, as a process of its own: what kills it kills nothing else. It only journals. It holds the
/// other end of a pipe, and stops in good order when that is closed, or when this process is gone.
/// </summary>
static class CellProcess
{
    /// <summary>Trains the cell to its end, or to the next iteration after <paramref name="stop"/>.</summary>
    /// <returns>The last line it wrote on standard error; empty when it wrote none.</returns>
    public static async Task<string> RunAsync(CellProgress cell, SweepFolder folder, string sweep, string data, int threads, CancellationToken stop)
    {
        await using var log = new StreamWriter(folder.LogOf(cell.Cell), append: true) { AutoFlush = true };
        using var process = Process.Start(Program(Arguments(cell, folder, sweep, data), threads))!;
        await using var stopping = stop.Register(process.StandardInput.Close);
        var output = CopyAsync(process.StandardOutput, log);
        var errors = CopyAsync(process.StandardError, log);
        await process.WaitForExitAsync(CancellationToken.None);
        await output;
        var last = await errors;
        return process.ExitCode is 0 or 130 or 143 ? "" : last.Length > 0 ? last : $"the process ended with {process.ExitCode}";
    }

    static string[] Arguments(CellProgress cell, SweepFolder folder, string sweep, string data) =>
    [
        "train", folder.ConfigOf(cell.Cell), "--offline", "--stop-with-input", "--run", cell.RunId.ToString(), "--runs", folder.Runs, "--data", data,
        "--sweep", sweep, "--cell", cell.Cell.Id, .. CheckpointStore.Newest(cell.Folder) is null ? Array.Empty<string>() : ["--resume"],
    ];

    static ProcessStartInfo Program(string[] arguments, int threads)
    {
        var start = OwnProgram.With(arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        return start;
    }

    static async Task<string> CopyAsync(StreamReader from, StreamWriter log)
    {
        var last = "";
        while (await from.ReadLineAsync() is { } line)
        {
            lock (log)
                log.WriteLine(line);
            if (line.Trim().Length > 0)
                last = line;
        }
        return last.StartsWith("platform: ", StringComparison.Ordinal) ? last["platform: ".Length..] : last;
    }
}
