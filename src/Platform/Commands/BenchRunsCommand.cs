using System.CommandLine;
using Platform.Benchmarks;
using Platform.Contracts;

namespace Platform.Commands;

/// <summary><c>platform bench runs</c>: the run table among ten thousand runs.</summary>
static class BenchRunsCommand
{
    const string TestServer = "PLATFORM_TEST_POSTGRES";

    public static Command Create()
    {
        var connection = new Option<string?>("--connection") { Description = $"a PostgreSQL server to make a database on, default {TestServer}; the database is dropped afterwards" };
        var (runs, metrics) = (BenchCommand.Count("--runs", 10_000, "runs"), BenchCommand.Count("--metrics", 1_500, "metric names each"));
        var repeat = BenchCommand.Count("--repeat", 100, "how often each page is asked for");
        var command = new Command("runs", "The run table's first page through the API, on PostgreSQL.") { connection, runs, metrics, repeat };
        command.SetAction(async parsed =>
        {
            var server = parsed.GetValue(connection) ?? Environment.GetEnvironmentVariable(TestServer)
                ?? throw new UserErrorException("needs PostgreSQL; give --connection \"Host=...;Username=...;Password=...\", or run it under tests/services run");
            using var stop = new StopSignal();
            var benchmark = new RunsBenchmark(server, parsed.GetValue(runs), parsed.GetValue(metrics), parsed.GetValue(repeat));
            await foreach (var line in benchmark.RunAsync(stop.Token))
                Console.WriteLine(line);
            return 0;
        });
        return command;
    }
}
