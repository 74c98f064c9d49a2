using Npgsql;
using Platform.TestKit;

namespace Platform.Faults;

/// <summary>The tests' broker and database server, which this suite kills and starts again; no other suite runs beside it.</summary>
static class KillableServices
{
    /// <summary>How long a test of this suite waits for what will come: everything it waits for may be killed and start again meanwhile.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    static readonly string s_script = Path.Combine(RepositoryRoot.Path, "tests", "services");

    public static string Broker => TestServices.RabbitMq!;
    public static string Postgres => TestServices.Postgres!;

    /// <summary>Runs a statement on a connection of its own: the pool may hold ones that a killed server has left dead.</summary>
    public static async Task SqlAsync(string sql)
    {
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Postgres) { Pooling = false, Timeout = 300, CommandTimeout = 300 }.ConnectionString);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One of the script's commands: <c>broker-kill</c>, <c>broker-start</c>, <c>postgres-kill</c>, and so on.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> DoAsync(string command)
    {
        for (var left = 5; ; left--)
        {
            await using var run = await ChildProcess.RunAsync("bash", [s_script, command], Patience);
            if (run.ExitCode == 0)
                return run.Output.Trim();
            if (left == 0)
                throw new InvalidOperationException($"services {command} failed:\n{run.Errors}");
        }
    }
}
