using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Platform.TestKit;

/// <summary>A process a test started, its output kept; disposing ends it, whatever became of the test.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly StringBuilder _errors = new();

    ChildProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Keep(_output, e.Data);
        process.ErrorDataReceived += (_, e) => Keep(_errors, e.Data);
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <param name="environment">Variables set over this process's own; null removes one.</param>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts it and waits for its end.</summary>
    public static async Task<ChildProcess> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan? within = null, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var child = Start(program, arguments, environment, folder);
        await child.EndAsync(within);
        return child;
    }

    /// <exception cref="TimeoutException">It did not end within the time (default <see cref="Patience.OfWait"/>); its output so far is in the message.</exception>
    public async Task EndAsync(TimeSpan? within = null)
    {
        var longest = within ?? Patience.OfWait;
        using var limit = new CancellationTokenSource(longest);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"not ended within {longest.TotalSeconds:0} s: {_process.StartInfo.FileName} "
                + $"{string.Join(' ', _process.StartInfo.ArgumentList)}\n{Output}\n{Errors}");
        }
    }

    /// <summary>SIGKILL: nothing of it runs any more afterwards.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await EndAsync();
    }

    /// <summary>Sends a signal by name ("TERM", "INT").</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    static void Keep(StringBuilder text, string? line)
    {
        lock (text)
            if (line is not null)
                text.AppendLine(line);
    }

    static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
