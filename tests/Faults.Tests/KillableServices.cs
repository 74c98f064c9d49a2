using Platform.TestKit;

namespace Platform.Faults;

/// <summary>The tests' broker and database server, which this suite kills and starts again; no other suite runs beside it.</summary>
static class KillableServices
{
    static readonly string s_script = Path.Combine(RepositoryRoot.Path, "tests", "services");

    public static string Broker => TestServices.RabbitMq!;
    public static string Postgres => TestServices.Postgres!;

    /// <summary>One of the script's commands: <c>broker-kill</c>, <c>broker-start</c>, <c>postgres-kill</c>, <c>postgres-start</c>.</summary>
    public static async Task DoAsync(string command)
    {
        for (var left = 5; ; left--)
        {
            await using var run = await ChildProcess.RunAsync("bash", [s_script, command], TimeSpan.FromSeconds(200));
            if (run.ExitCode == 0)
                return;
            if (left == 0)
                throw new InvalidOperationException($"services {command} failed:\n{run.Errors}");
        }
    }
}
