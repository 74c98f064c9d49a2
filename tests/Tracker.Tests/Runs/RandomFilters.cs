using System.Globalization;
using Platform.Contracts.Api;

namespace Platform.Tracker.Tests.Runs;

/// <summary>Runs that differ in everything, and filters and sorts over them, all from one seed.</summary>
sealed class RandomFilters(int seed)
{
    static readonly string[] s_texts = ["name", "method", "backbone", "dataset", "experiment", "host", "sweep", "phase", "optimizer.name", "stem", "depth", "tag"];
    static readonly string[] s_numbers =
    [
        "seed", "iteration", "iterations", "progress", "attempt", "best", "optimizer.learningRate", "depth", "last(miou/val/seg)", "best(miou/val/seg)",
        "min(loss/total)", "best(loss/total)", "max(loss/total)", "last(loss/total)", "max(\"odd name\")",
    ];
    static readonly string[] s_words = ["dupl", "cosa", "DUP", "vit", "run-1", "1", "shapes", "voc", "adam", "sgd", "deep", "good", "bad", "first", "0.0", "é", "%", "_", "sweep-1"];
    static readonly string[] s_sorts = ["started", "name", "seed", "status", "archived", "sweep", "ended"];

    readonly Random _random = new(seed);

    public RunFacts Run(int number) => new()
    {
        Name = $"Run-{number % 17}{Pick("", "é", "_%", "'")}",
        Method = Pick("dupl", "cosa", "baseline"),
        Backbone = Pick("vit-tiny", "ViT-B/16"),
        Dataset = Pick("shapes", "voc", "coco"),
        Experiment = Pick("first", "second"),
        Host = Pick("here", "there"),
        Sweep = Pick(null, "sweep-1", "sweep-2"),
        Seed = _random.Next(1, 5),
        Iterations = Pick(100, 200, 1000),
        Started = RunFacts.Begin.AddHours(_random.Next(500)),
        Status = Pick(Enum.GetValues<RunStatus>()),
        Config = Config(),
        Switches = Chance() ? new() { ["anf"] = Chance(), ["scaled-box"] = Chance() } : Chance() ? new() { ["anf"] = Chance() } : [],
        Metrics = Series(),
        Tags = [.. new[] { "good", "bad", "best of dupl", "Good" }.Where(_ => _random.Next(3) == 0)],
        Archived = _random.Next(6) == 0,
    };

    public string Filter(int depth = 3) => (depth == 0 ? 5 : _random.Next(9)) switch
    {
        0 or 1 => $"({Filter(depth - 1)} and {Filter(depth - 1)})",
        2 => $"{Leaf()} AND {Leaf()} or {Filter(depth - 1)}",
        3 => $"({Filter(depth - 1)} or {Filter(depth - 1)})",
        4 => $"not ({Filter(depth - 1)})",
        _ => Leaf(),
    };

    public string Sort() => string.Join(", ", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (Chance() ? "-" : "")
        + (Chance() ? Pick(s_sorts) : Pick(s_numbers))));

    string Leaf() => _random.Next(9) switch
    {
        0 or 1 => $"{Pick(s_texts)} {Pick("=", "!=", "~")} \"{Pick(s_words)}\"",
        2 => $"{Pick(s_texts)} {Pick("in", "not in")} (\"{Pick(s_words)}\", '{Pick(s_words)}')",
        3 or 4 => $"{Pick(s_numbers)} {Pick("=", "!=", "<", "<=", ">", ">=")} {Number()}",
        5 => $"{Pick(s_numbers)} {Pick("in", "not in")} ({Number()}, {Number()}, {Number()})",
        6 when Chance() => Pick("dupl", "\"voc\"", "cosa", "coco", "second good"),
        6 => $"status {Pick("=", "!=")} {Pick("running", "completed", "FAILED", "stopped")}",
        7 => $"{Pick("started", "ended")} {Pick("<", "<=", ">", ">=")} {RunFacts.Begin.AddHours(_random.Next(500)):yyyy-MM-ddTHH:mm}",
        _ => Pick("archived", "not archived", "switch(anf)", "switch(\"scaled-box\") = off", "switches.anf != on", "stem = on", "depth in (4, \"deep\")"),
    };

    object Config() => _random.Next(4) switch
    {
        0 => new { optimizer = new { learningRate = Pick(0.001, 0.01, 0.1), name = Pick("adam", "sgd") }, depth = 4 },
        1 => new { optimizer = new { learningRate = Pick(0.001, 0.01) }, depth = "deep", stem = true },
        2 => new { optimizer = new { name = "Adam" }, stem = "conv", scales = new[] { 0.5, 1 } },
        _ => new { depth = Pick(2, 4, 8), stem = false, none = (string?)null },
    };

    Dictionary<string, double?[]> Series()
    {
        var series = new Dictionary<string, double?[]>();
        if (Chance())
            series["miou/val/seg"] = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => (double?)_random.Next(50, 70))];
        if (Chance())
            series["loss/total"] = [2, _random.Next(4) / 2.0, Chance() ? double.NaN : _random.Next(4)];
        if (_random.Next(4) == 0)
            series["odd name"] = [null, double.PositiveInfinity];
        return series;
    }

    string Number() => Pick("1", "2", "3", "0.001", "0.01", "1e-1", "4", "60", "55", "0.5", "1.5", "100", "200", "-1", "0").ToString(CultureInfo.InvariantCulture);

    bool Chance() => _random.Next(2) == 0;

    T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
