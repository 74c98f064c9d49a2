using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Tracker.Metrics;
using Platform.Tracker.Runs;

namespace Platform.Benchmarks;

/// <summary>
/// Finished runs that nobody trained, the same from the same seed: rows of the run table, their parameters and what is known of
/// their metrics, without a journal and without points. Their project and a tag say what they are.
/// </summary>
/// <param name="metrics">Names each run has, <see cref="Score"/> and <see cref="Loss"/> among them.</param>
sealed class SyntheticRuns(int runs, int metrics, int seed)
{
    public const string Mark = "synthetic";
    public const string Score = "miou/val/seg";
    public const string Loss = "loss/total";

    static readonly DateTimeOffset s_begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly string[] s_methods = ["baseline", "dupl", "cosa", "recurseed"];
    static readonly double[] s_rates = [1e-4, 2e-4, 5e-4, 1e-3, 2e-3];

    readonly Random _random = new(seed);
    readonly string[] _names = [.. Enumerable.Range(0, Math.Max(0, metrics - 2)).Select(m => $"layer-{m / 10:000}/statistic-{m % 10}")
        .Concat([Score, Loss]).Take(metrics).Order(StringComparer.Ordinal)];

    /// <summary>Copies them into a migrated PostgreSQL database.</summary>
    /// <returns>Rows written, of all tables.</returns>
    public async Task<long> CopyAsync(RunsDatabase database, CancellationToken cancel)
    {
        Run[] made = [.. Enumerable.Range(0, runs).Select(Make)];
        var rows = await database.CopyAsync(made, cancel);
        rows += await database.CopyAsync(made.SelectMany(ParametersOf), cancel);
        rows += await database.CopyAsync(made.Select(r => new RunTag { RunId = r.Id, Tag = Mark }), cancel);
        return rows + await database.CopyAsync(made.SelectMany(TotalsOf), cancel);
    }

    Run Make(int number)
    {
        var began = s_begin.AddMinutes(number * 7);
        var switches = new Dictionary<string, bool> { ["anf"] = _random.Next(2) == 0, ["scaled-box"] = _random.Next(2) == 0 };
        return new()
        {
            Id = Guid.CreateVersion7(began),
            Project = Mark,
            Experiment = $"experiment-{number / 100}",
            Name = $"run-{number:00000}",
            Method = s_methods[_random.Next(s_methods.Length)],
            Backbone = _random.Next(2) == 0 ? "vit-b-16" : "vit-s-16",
            Dataset = _random.Next(2) == 0 ? "voc" : "coco",
            SplitSizes = "{\"train\":10582,\"val\":1449}",
            Switches = JsonSerializer.Serialize(switches),
            Config = Config().ToString(),
            ConfigHash = $"{number:x64}",
            Libraries = "{}",
            Seed = number % 5,
            TotalIterations = 20_000,
            Host = $"host-{number % 16}",
            Device = "none",
            StartedAt = began,
            Status = RunStatus.Completed,
            Attempt = 1,
            Iteration = 20_000,
            BestMeanIou = 40 + 40 * _random.NextDouble(),
            BestIteration = 18_000,
            UpdatedAt = began.AddHours(3),
            EndedAt = began.AddHours(3),
        };
    }

    // about as many leaves, and as many bytes, as a configuration of the trainer's
    JsonElement Config()
    {
        var sections = new Dictionary<string, Dictionary<string, object>> { ["optimizer"] = new() { ["learningRate"] = s_rates[_random.Next(s_rates.Length)] } };
        foreach (var section in (string[])["dataset", "backbone", "decoder", "cam", "refinement", "schedule"])
            sections[section] = Enumerable.Range(0, 10).ToDictionary(i => $"someSetting{i}", object (i) => _random.Next(4));
        return JsonSerializer.SerializeToElement(sections);
    }

    static IEnumerable<RunParameter> ParametersOf(Run run)
    {
        using var config = JsonDocument.Parse(run.Config!);
        return RunParameters.Of(run.Id, config.RootElement, JsonSerializer.Deserialize<Dictionary<string, bool>>(run.Switches!)!);
    }

    IEnumerable<MetricTotal> TotalsOf(Run run)
    {
        foreach (var name in _names)
        {
            var (low, high) = (_random.NextDouble(), 1 + _random.NextDouble());
            yield return new()
            {
                RunId = run.Id,
                Name = name,
                Count = 20_000,
                LastIteration = 20_000,
                Last = low + (high - low) * _random.NextDouble(),
                Min = low,
                MinIteration = _random.Next(1, 20_000),
                Max = name == Score ? run.BestMeanIou : high,
                MaxIteration = _random.Next(1, 20_000),
            };
        }
    }
}
