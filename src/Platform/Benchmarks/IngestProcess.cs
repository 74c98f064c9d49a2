using System.Diagnostics;
using Platform.Contracts;

namespace Platform.Benchmarks;

/// <summary>This program once more, as a child with other arguments.</summary>
sealed class IngestProcess : IAsyncDisposable
{
    readonly Process _process;

    IngestProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static IngestProcess Start(params IEnumerable<string> arguments)
    {
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new(Process.Start(start)!);
    }

    /// <exception cref="UserErrorException">The process ended; what it said stands on standard error.</exception>
    public async Task<string> ReadAsync(CancellationToken cancel) =>
        await _process.StandardOutput.ReadLineAsync(cancel)
        ?? throw new UserErrorException("a process of the benchmark ended early; its last words are above");

    public Task GoAsync() => _process.StandardInput.WriteLineAsync("go");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
