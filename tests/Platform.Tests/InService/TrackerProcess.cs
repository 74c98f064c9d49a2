using System.Globalization;
using Npgsql;
using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Tests.InService;

/// <summary>A tracker as a process of its own, on a PostgreSQL database of its own, listening to the tests' broker.</summary>
sealed class TrackerProcess : IAsyncDisposable
{
    readonly string _home;
    readonly int _port = FreePort.Next();
    readonly string _connection;
    readonly HttpClient _http;
    ChildProcess? _process;

    TrackerProcess(string home, string connection)
    {
        _home = home;
        _connection = connection;
        _http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{_port}/") };
        Client = new(_http);
    }

    public TrackerClient Client { get; }

    public string Url => _http.BaseAddress!.ToString();

    public static async Task<TrackerProcess> StartAsync(string home)
    {
        var database = "platform_" + Guid.CreateVersion7().ToString("N");
        await using (var server = new NpgsqlConnection(TestServices.Postgres))
        {
            await server.OpenAsync();
            await using var create = new NpgsqlCommand($"CREATE DATABASE {database}", server);
            await create.ExecuteNonQueryAsync();
        }
        var connection = new NpgsqlConnectionStringBuilder(TestServices.Postgres) { Database = database }.ConnectionString;
        var tracker = new TrackerProcess(home, connection);
        await tracker.StartAgainAsync();
        return tracker;
    }

    /// <summary>SIGKILL, as when the machine loses power.</summary>
    public Task KillAsync() => _process!.KillAsync();

    public async Task StartAgainAsync()
    {
        _process = PlatformProgram.Start(_home, ["track", "--port", _port.ToString(CultureInfo.InvariantCulture)],
            ("PLATFORM_Bus__Kind", "rabbitmq"), ("PLATFORM_Bus__Uri", TestServices.RabbitMq!),
            ("PLATFORM_Tracker__LeaseSeconds", "3600"), // a worker that is not scheduled for a while has lost nothing
            ("PLATFORM_Tracker__Database", "postgres"), ("PLATFORM_Tracker__ConnectionString", _connection));
        await Eventually.Holds(
            async () => _process.HasExited
                ? throw new InvalidOperationException($"the tracker ended: {_process.Errors}")
                : (await _http.GetAsync("health/ready")).IsSuccessStatusCode,
            "the tracker is ready");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _http.Dispose();
    }
}
