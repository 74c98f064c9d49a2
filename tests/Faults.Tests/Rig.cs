using System.Collections;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.TestKit;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Faults;

/// <summary>Two trackers on one database, and runs, each written by one process and published by another; all can be killed.</summary>
sealed class Rig : IAsyncDisposable
{
    static readonly TimeSpan s_patience = KillableServices.Patience;
    static readonly string s_dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
    static readonly string s_self = typeof(Rig).Assembly.Location;

    static readonly string s_platform = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Platform", new DirectoryInfo(AppContext.BaseDirectory).Name, "platform.dll"));

    readonly TempFolder _home = new();
    readonly int _seed;
    readonly int _iterations;
    readonly string _connection;
    readonly HttpClient _http = new() { Timeout = Patience.OfWait };
    readonly Dictionary<string, Func<ChildProcess>> _programs = [];
    readonly Dictionary<string, ChildProcess> _running = [];

    Rig(int seed, int iterations, string database)
    {
        (_seed, _iterations) = (seed, iterations);
        _connection = new NpgsqlConnectionStringBuilder(KillableServices.Postgres) { Database = database }.ConnectionString;
    }

    /// <summary>What can be killed: processes by name, the two services, and every connection to them.</summary>
    public IReadOnlyList<string> Targets => [.. _programs.Keys, "broker", "postgres", "broker-connections", "postgres-connections"];

    /// <param name="seed">Of what the runs write.</param>
    /// <param name="runs">How many.</param>
    /// <param name="iterations">Of each; a thousand take about two seconds.</param>
    /// <param name="tablespace">Of PostgreSQL, where the database lies; null for the server's own.</param>
    /// <param name="halfway">Whether the runs wait there for <see cref="GoOn"/>.</param>
    public static async Task<Rig> StartAsync(int seed, int runs, int iterations = 2_000, string? tablespace = null, bool halfway = false)
    {
        var database = "faults_" + Guid.CreateVersion7().ToString("N");
        await KillableServices.SqlAsync($"CREATE DATABASE {database}" + (tablespace is null ? "" : $" TABLESPACE {tablespace}"));
        var rig = new Rig(seed, iterations, database);
        if (!halfway)
            rig.GoOn();
        for (var tracker = 1; tracker <= 2; tracker++)
            await rig.AddTrackerAsync($"tracker-{tracker}");
        for (var run = 1; run <= runs; run++)
            rig.AddRun(run);
        return rig;
    }

    /// <summary>Lets the runs past their middle.</summary>
    public void GoOn() => File.WriteAllText(Gate, "");

    /// <summary>SIGKILL, a while without it, and a new start.</summary>
    public async Task KillAsync(string target, TimeSpan away)
    {
        switch (target)
        {
            case "broker" or "postgres":
                await KillableServices.DoAsync($"{target}-kill");
                await Task.Delay(away);
                await KillableServices.DoAsync($"{target}-start");
                break;
            case "broker-connections":
                await KillableServices.DoAsync("broker-disconnect");
                break;
            case "postgres-connections":
                await KillableServices.SqlAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL");
                break;
            default:
                await EndAsync(target);
                await Task.Delay(away);
                Start(target);
                break;
        }
    }

    /// <summary>SIGKILL for every process whose name begins so.</summary>
    public async Task EndAllAsync(string prefix)
    {
        foreach (var name in Named(prefix))
            await EndAsync(name);
    }

    public void StartAll(string prefix)
    {
        foreach (var name in Named(prefix))
            Start(name);
    }

    /// <summary>Waits until one of the processes whose name begins so has said this since it was last started.</summary>
    public Task SaysAsync(string prefix, string text, string what) =>
        Eventually.Holds(() => Named(prefix).Any(n => (_running[n].Output + _running[n].Errors).Contains(text, StringComparison.Ordinal)), what, s_patience);

    /// <summary>Waits until so many entries of the first run are applied.</summary>
    public Task AppliedAsync(int entries) => Eventually.Holds(async () =>
        (await TrackerAsync(t => t.JournalStateAsync(Runs[0].Run)))?.AppliedSequence >= entries, $"{entries} entries are applied", s_patience);

    /// <summary>Adds an entry to the first run, whose writer has ended, and waits until the broker has confirmed it. Starts nothing again.</summary>
    public async Task AppendAsync(string line)
    {
        var (run, folder) = Runs[0];
        using (var journal = RunJournal.Extend(folder, run, TimeProvider.System))
            journal.Append(new LogWritten { Stream = "out", Lines = [line] });
        var last = JournalReader.Read(folder.Journal).Last().End;
        await Eventually.Holds(() => JsonSerializer.Deserialize<JournalPosition>(File.ReadAllBytes(folder.Cursor), JournalJson.Options) == last, "the entry is published", s_patience);
    }

    /// <summary>Waits until every run is written, published and applied; a tracker or writer that ended by itself is started again.</summary>
    public async Task<IReadOnlyList<StoredRun>> SettleAsync()
    {
        var whole = new List<StoredRun>();
        foreach (var (run, folder) in Runs)
        {
            await Eventually.Holds(() => HasCompleted(folder) && Named("trainer").All(t => _running[t].HasExited), $"run {run} is written", s_patience);
            var lines = JournalReader.Read(folder.Journal).Select(r => r.Bytes).ToArray();
            await Eventually.Holds(async () =>
            {
                KeepRunning();
                return (await TrackerAsync(t => t.JournalStateAsync(run)))?.AppliedSequence >= lines.Length;
            }, $"all {lines.Length} entries of run {run} are applied", s_patience);
            whole.Add(new(run, folder, lines));
        }
        return whole;
    }

    /// <summary>The runs' read models as the API shows them.</summary>
    public async Task<Dictionary<string, string>> ProjectionsAsync()
    {
        var shown = new Dictionary<string, string>();
        foreach (var (run, _) in Runs)
        {
            var detail = await TrackerAsync(t => t.RunAsync(run)) ?? throw new InvalidOperationException($"run {run} is unknown");
            var names = string.Concat(detail.Metrics.Select(m => $"&name={Uri.EscapeDataString(m.Name)}"));
            foreach (var path in (string[])["", "/phases", "/evaluations", "/checkpoints", "/log?take=1000", $"/series?maxPoints=10000{names}"])
                shown[$"{run}{path}"] = await GetAsync($"api/runs/{run}{path}");
        }
        return shown;
    }

    public Task<IReadOnlyList<byte[]>> StoredLinesAsync(Guid run) => TrackerAsync(t => t.JournalAsync(run, 0, 10_000));

    public Task<JournalState?> JournalStateAsync(Guid run) => TrackerAsync(t => t.JournalStateAsync(run));

    /// <summary>Rebuilds every projection, with no tracker running, and starts the trackers again.</summary>
    public async Task ReplayAsync()
    {
        await EndAllAsync("tracker");
        await using var replay = await ChildProcess.RunAsync(s_dotnet, [s_platform, "replay", "--database", "postgres", "--connection", _connection],
            s_patience, Variables());
        replay.ExitCode.ShouldBe(0, replay.Errors + replay.Output);
        StartAll("tracker");
        await ReadyAsync(Ports[0]);
    }

    /// <summary>Delivers lines of the journals a second time, in any order, as a broker may.</summary>
    public async Task DeliverAgainAsync(Random random)
    {
        var lines = Runs.Where(r => r.Folder.HoldsJournal).SelectMany(r => JournalReader.Read(r.Folder.Journal).Select(l => (l.Bytes, l.WireName))).ToArray();
        random.Shuffle(lines);
        await LooseLines.PublishAsync(KillableServices.Broker, lines.Take(300));
    }

    public string Describe() => string.Join('\n', _running.Select(p => $"{p.Key}: {(p.Value.HasExited ? $"ended {p.Value.ExitCode}" : "runs")}\n{Tail(p.Value.Errors)}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Values)
            await process.DisposeAsync();
        _http.Dispose();
        _home.Dispose();
    }

    string Gate => _home.Sub("past-the-middle");

    List<(Guid Run, RunFolder Folder)> Runs { get; } = [];

    async Task AddTrackerAsync(string name)
    {
        var port = FreePort.Next();
        Ports.Add(port);
        Add(name, () => ChildProcess.Start(s_dotnet, [s_platform, "track", "--port", port.ToString(CultureInfo.InvariantCulture)], Variables(
            ("PLATFORM_Bus__Kind", "rabbitmq"), ("PLATFORM_Bus__Uri", KillableServices.Broker),
            ("PLATFORM_Tracker__Database", "postgres"), ("PLATFORM_Tracker__ConnectionString", _connection)), _home.Path));
        await ReadyAsync(port);
    }

    Task ReadyAsync(int port) => Eventually.Holds(async () =>
    {
        KeepRunning();
        return (await _http.GetAsync($"http://127.0.0.1:{port}/health/ready")).IsSuccessStatusCode;
    }, "the tracker is ready", s_patience);

    List<int> Ports { get; } = [];

    void AddRun(int number)
    {
        var run = Guid.CreateVersion7();
        var folder = RunFolder.Of(_home.Path, run);
        Runs.Add((run, folder));
        Add($"trainer-{number}", () => ChildProcess.Start(s_dotnet, [s_self, "write", folder.Path, run.ToString(),
            _iterations.ToString(CultureInfo.InvariantCulture), (_seed + number).ToString(CultureInfo.InvariantCulture), Gate], Variables(), _home.Path));
        Add($"publisher-{number}", () => ChildProcess.Start(s_dotnet, [s_self, "publish", folder.Path, run.ToString(), KillableServices.Broker], Variables(), _home.Path));
    }

    IEnumerable<string> Named(string prefix) => [.. _programs.Keys.Where(n => n.StartsWith(prefix, StringComparison.Ordinal))];

    void Start(string name) => _running[name] = _programs[name]();

    async Task EndAsync(string name)
    {
        if (!_running[name].HasExited)
            await _running[name].KillAsync();
        await _running[name].DisposeAsync();
    }

    void Add(string name, Func<ChildProcess> start)
    {
        _programs.Add(name, start);
        _running.Add(name, start());
    }

    // a tracker that finds no database at its start ends, and whoever runs it starts it again
    void KeepRunning()
    {
        foreach (var (name, process) in _running.ToArray())
            if (process.HasExited && process.ExitCode != 0)
                Start(name);
    }

    bool HasCompleted(RunFolder folder)
    {
        KeepRunning();
        return folder.HoldsJournal && JournalReader.Read(folder.Journal).Any(r => r.WireName == RunCompleted.WireName);
    }

    async Task<T> TrackerAsync<T>(Func<TrackerClient, Task<T>> ask)
    {
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Ports[0]}/"), Timeout = Patience.OfWait };
        return await ask(new(http));
    }

    async Task<string> GetAsync(string path)
    {
        var text = "";
        await Eventually.Holds(async () =>
        {
            KeepRunning();
            text = await _http.GetStringAsync($"http://127.0.0.1:{Ports[0]}/{path}");
            return true;
        }, $"{path} is answered", s_patience);
        return text;
    }

    // nothing of whoever runs the tests may change what they test
    static Dictionary<string, string?> Variables(params (string Name, string Value)[] settings)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => (string)v.Key)
            .Where(name => name.StartsWith("PLATFORM_", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in settings)
            variables[name] = value;
        return variables;
    }

    static string Tail(string text) => text.Length > 1500 ? text[^1500..] : text;
}

/// <summary>A run whose writer has ended, and the journal it left.</summary>
sealed record StoredRun(Guid Run, RunFolder Folder, IReadOnlyList<byte[]> Lines)
{
    public bool IsWhole => JournalVerifier.Verify(Folder.Path).Faults.Count == 0;
}
