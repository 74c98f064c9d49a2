using System.Text.RegularExpressions;
using Platform.TestKit;

namespace Platform.Faults;

/// <summary>A RabbitMQ and a PostgreSQL of this suite's own, as it kills them.</summary>
public sealed partial class PrivateServices : IAsyncLifetime
{
    static readonly string s_script = Path.Combine(RepositoryRoot.Path, "tests", "services");
    readonly Dictionary<string, string> _variables = [];
    ChildProcess? _process;

    public string Broker => _variables["PLATFORM_TEST_RABBITMQ"];
    public string Postgres => _variables["PLATFORM_TEST_POSTGRES"];

    public async Task InitializeAsync()
    {
        if (TestServices.WhyNot is not null)
            return;
        _process = ChildProcess.Start(s_script, ["run", "bash", "-c", "export -p | grep PLATFORM_TEST_; echo ready; exec sleep 14400"]);
        await Eventually.Holds(() => _process.HasExited
            ? throw new InvalidOperationException(_process.Errors)
            : _process.Output.Contains("ready", StringComparison.Ordinal), "services of its own run", TimeSpan.FromSeconds(150));
        foreach (Match match in Variable().Matches(_process.Output))
            _variables[match.Groups[1].Value] = match.Groups[2].Value;
    }

    /// <summary>One of the script's commands: <c>broker-kill</c>, <c>broker-start</c>, <c>postgres-kill</c>, <c>postgres-start</c>.</summary>
    public async Task DoAsync(string command)
    {
        for (var left = 3; ; left--)
        {
            await using var run = await ChildProcess.RunAsync("bash", [s_script, command], TimeSpan.FromSeconds(120), _variables!);
            if (run.ExitCode == 0)
                return;
            if (left == 0)
                throw new InvalidOperationException($"services {command} failed:\n{run.Errors}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Signal("TERM");
        await _process.EndAsync(TimeSpan.FromSeconds(60));
        await _process.DisposeAsync();
    }

    [GeneratedRegex("declare -x (PLATFORM_TEST_[A-Z]+)=\"([^\"]*)\"")]
    private static partial Regex Variable();
}
