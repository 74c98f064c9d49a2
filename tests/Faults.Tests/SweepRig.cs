using System.Collections;
using System.Globalization;
using Npgsql;
using Platform.Contracts.Api;
using Platform.TestKit;

namespace Platform.Faults;

/// <summary>A tracker and workers, each worker as on a machine of its own: only checkpoints are in a folder that all see.</summary>
sealed class SweepRig : IAsyncDisposable
{
    static readonly string s_dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    static readonly string s_platform = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Platform", new DirectoryInfo(AppContext.BaseDirectory).Name, "platform.dll"));

    readonly TempFolder _home = new();
    readonly int _port = FreePort.Next();
    readonly string _connection;
    readonly HttpClient _http;
    readonly Dictionary<string, ChildProcess> _running = [];
    readonly List<ChildProcess> _ended = [];

    readonly int _leaseSeconds;

    SweepRig(string database, int leaseSeconds)
    {
        _leaseSeconds = leaseSeconds;
        _connection = new NpgsqlConnectionStringBuilder(KillableServices.Postgres) { Database = database }.ConnectionString;
        _http = new() { BaseAddress = new($"http://127.0.0.1:{_port}/"), Timeout = Patience.OfWait };
    }

    public TrackerClient Client => new(_http);

    /// <summary>What was said on standard error by whatever ran, for a message when something is wrong.</summary>
    public string Errors => string.Join('\n', _ended.Concat(_running.Values).Select(p => p.Errors));

    /// <param name="workers">How many.</param>
    /// <param name="leaseSeconds">After how long a silent one has lost its cell.</param>
    public static async Task<SweepRig> StartAsync(int workers, int leaseSeconds = 12)
    {
        var database = "sweeps_" + Guid.CreateVersion7().ToString("N");
        await KillableServices.SqlAsync($"CREATE DATABASE {database}");
        var rig = new SweepRig(database, leaseSeconds);
        rig.StartTracker();
        await rig.ReadyAsync();
        for (var worker = 1; worker <= workers; worker++)
            rig.StartWorker(worker);
        return rig;
    }

    public void StartTracker() => Start("tracker", "track", "--port", _port.ToString(CultureInfo.InvariantCulture));

    public void StartWorker(int worker) => Start($"worker-{worker}", "work",
        "--runs", _home.Sub($"machine-{worker}"), "--checkpoints", _home.Sub("checkpoints"), "--data", _home.Sub("data"));

    public Task ReadyAsync() => Eventually.Holds(async () => (await _http.GetAsync("health/ready")).IsSuccessStatusCode, "the tracker is ready", KillableServices.Patience);

    /// <summary>SIGKILL; nothing of it runs afterwards.</summary>
    public async Task KillAsync(string name)
    {
        var process = _running[name];
        _running.Remove(name);
        _ended.Add(process);
        if (!process.HasExited)
            await process.KillAsync();
    }

    public void Signal(string name, string signal) => _running[name].Signal(signal);

    public bool HasExited(string name) => _running[name].HasExited;

    /// <summary>How the sweep stands; null while the tracker is away.</summary>
    public async Task<SweepDetail?> LookAsync(string sweep)
    {
        try
        {
            return await Client.SweepAsync(sweep);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Values.Concat(_ended))
            await process.DisposeAsync();
        _http.Dispose();
        _home.Dispose();
    }

    void Start(string name, params string[] arguments) => _running[name] = ChildProcess.Start(s_dotnet, [s_platform, .. arguments], Variables(), _home.Path);

    // nothing of whoever runs the tests may change what they test
    Dictionary<string, string?> Variables()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => (string)v.Key)
            .Where(name => name.StartsWith("PLATFORM_", StringComparison.OrdinalIgnoreCase)).ToDictionary(name => name, _ => (string?)null);
        variables["PLATFORM_Home"] = _home.Path;
        variables["PLATFORM_Bus__Kind"] = "rabbitmq";
        variables["PLATFORM_Bus__Uri"] = KillableServices.Broker;
        variables["PLATFORM_Tracker__Database"] = "postgres";
        variables["PLATFORM_Tracker__ConnectionString"] = _connection;
        variables["PLATFORM_Tracker__LeaseSeconds"] = _leaseSeconds.ToString(CultureInfo.InvariantCulture);
        variables["PLATFORM_Trainer__TrackerUrl"] = _http.BaseAddress!.ToString();
        variables["OMP_NUM_THREADS"] = "1";
        variables["OMP_WAIT_POLICY"] = "passive";
        return variables;
    }
}
