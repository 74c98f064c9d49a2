using System.Diagnostics;
using System.Globalization;
using Platform.Contracts;
using Platform.Settings;

namespace Platform.Benchmarks;

/// <summary>
/// How many points a second this machine makes durable and projects: producers publish through RabbitMQ, a tracker stores
/// into PostgreSQL, each a process of its own. Lost and doubled are what the database holds against what was produced.
/// </summary>
sealed class IngestBenchmark(PlatformSettings settings, IngestPlan plan)
{
    const int CeilingPoints = 2_000_000;
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        await BusSetup.EnsureReachableAsync(settings.Bus(), cancel);
        await using var database = await IngestDatabase.CreateAsync(settings.Configuration["Tracker:ConnectionString"]!);
        var rows = await database.RowCeilingAsync(CeilingPoints);
        var arrays = await database.ArrayCeilingAsync(CeilingPoints);
        var port = new Address("127.0.0.1", 5200).NextFree().Port;
        await using var tracker = IngestProcess.Start("track", "--bus", "rabbitmq", "--broker", settings.Bus().Uri, "--database", "postgres",
            "--connection", database.ConnectionString, "--port", $"{port}");
        await tracker.ReadAsync(cancel);
        await using var producers = IngestProcess.Start("bench", "ingest-producers", "--broker", settings.Bus().Uri, "--runs", $"{plan.Runs}",
            "--metrics", $"{plan.Metrics}", "--rows", $"{plan.Rows}", "--seconds", $"{plan.Seconds}");
        var warmUp = (await producers.ReadAsync(cancel)).Split(' ').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        await AppliedAsync(database, warmUp[0], cancel);

        int[] processes = [producers.Id, IngestProcessors.ListenerOn(new Uri(settings.Bus().Uri).Port), tracker.Id, await database.ServerAsync()];
        var before = processes.Select(IngestProcessors.Seconds).ToArray();
        var (machine, began) = (IngestProcessors.MachineSeconds(), Stopwatch.GetTimestamp());
        await producers.GoAsync();
        var produced = await ProducedAsync(producers, cancel);
        var publishing = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await AppliedAsync(database, produced.Sum(r => r.Entries), cancel);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var cores = processes.Select((p, i) => (IngestProcessors.Seconds(p) - before[i]) / seconds).ToArray();
        var busy = (IngestProcessors.MachineSeconds() - machine) / seconds;

        var points = produced.Sum(r => r.Points) - warmUp[1];
        var micros = cores.Select(c => c * seconds / points * 1e6).ToArray();
        return
        [
            Text($"published {points:#,0} points of {plan.Runs} runs in {publishing:0.0} s, projected after {seconds:0.0} s"),
            Text($"cores used: producers {cores[0]:0.00}, broker {cores[1]:0.00}, tracker {cores[2]:0.00}, PostgreSQL {cores[3]:0.00}; ")
                + Text($"others on the machine {busy - cores.Sum():0.00} of {Environment.ProcessorCount}"),
            Text($"processor time a point: producers {micros[0]:0.00} µs, broker {micros[1]:0.00}, tracker {micros[2]:0.00}, PostgreSQL {micros[3]:0.00}; ")
                + Text($"{Environment.ProcessorCount} cores with nothing else to do allow {Environment.ProcessorCount / micros.Sum() * 1e6:#,0} points/s"),
            Text($"COPY ceiling: {rows:#,0} points/s as bare rows, {arrays:#,0} as bare arrays"),
            await IngestOutcome.DescribeAsync(database, produced, points / seconds, cancel),
        ];
    }

    async Task<IngestedRun[]> ProducedAsync(IngestProcess producers, CancellationToken cancel)
    {
        var runs = new IngestedRun[plan.Runs];
        for (var i = 0; i < runs.Length; i++)
            runs[i] = IngestedRun.Parse(await producers.ReadAsync(cancel));
        return runs;
    }

    static async Task AppliedAsync(IngestDatabase database, long entries, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        while (await database.AskAsync<long>("SELECT coalesce(sum(applied_sequence), 0)::bigint FROM runs") < entries)
        {
            if (Stopwatch.GetElapsedTime(began) > s_patience)
                throw new UserErrorException("the tracker has not projected everything after five minutes");
            await Task.Delay(s_poll, cancel);
        }
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What was produced of a run.</summary>
sealed record IngestedRun(Guid Id, long Entries, long Points, string HeadHash)
{
    public static IngestedRun Parse(string line)
    {
        var parts = line.Split(' ');
        return new(Guid.Parse(parts[0]), long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture), parts[3]);
    }
}
