using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Events;

namespace Platform.Tracker.Tests.Metrics;

public sealed class SeriesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Points_come_back_as_logged_across_chunks(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started();
        for (var first = 1; first <= 3000; first += 300)
            journal.Metrics(first, 300, metrics: 2);
        await tracker.StoreAsync(journal.Lines);

        var all = await SeriesAsync(tracker, journal, "loss/1");
        all.Total.ShouldBe(3000);
        all.Iterations.ShouldBe(Enumerable.Range(1, 3000));
        all.Values[2999].ShouldBe(1 + 3.0 / (1 + 3000 * 0.01) + Math.Sin(3000 * 12.9898 + 1) * 0.1);
        var part = await SeriesAsync(tracker, journal, "loss/1", 1020, 1030);
        part.Iterations.ShouldBe(Enumerable.Range(1020, 11));
        part.Values.ShouldBe(all.Values.Skip(1019).Take(11));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Thinning_keeps_peaks_and_both_ends(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var values = Enumerable.Range(0, 5000).Select(i => (double?)(i * 0.001)).ToArray();
        values[1234] = 1000;
        values[4321] = -1000;
        var journal = new SomeJournal().Started().Metric("loss", 1, values);
        await tracker.StoreAsync(journal.Lines);

        var thin = await SeriesAsync(tracker, journal, "loss", maxPoints: 100);

        thin.Total.ShouldBe(5000);
        thin.Iterations.Count.ShouldBeInRange(50, 100);
        thin.Iterations.ShouldBeInOrder();
        thin.Iterations[0].ShouldBe(1);
        thin.Iterations[^1].ShouldBe(5000);
        thin.Values[thin.Iterations.ToList().IndexOf(1235)].ShouldBe(1000);
        thin.Values[thin.Iterations.ToList().IndexOf(4322)].ShouldBe(-1000);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_resume_supersedes_what_the_attempt_before_did_past_it(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Phase("warm-up", 1).Metric("loss", 1, 5, 4, 3, 2, -1).Phase("segmentation", 4)
            .Evaluation(5, 90).Resumed(3);
        await tracker.StoreAsync(journal.Lines);
        (await SeriesAsync(tracker, journal, "loss")).Values.ShouldBe([5, 4, 3]);
        (await SeriesAsync(tracker, journal, "miou/val/seg")).Values.ShouldBeEmpty();

        journal.Metric("loss", 4, 2.5, 2.4).Evaluation(5, 40);
        await tracker.StoreAsync(journal.Lines);

        var series = await SeriesAsync(tracker, journal, "loss");
        series.Iterations.ShouldBe([1, 2, 3, 4, 5]);
        series.Values.ShouldBe([5, 4, 3, 2.5, 2.4]);
        var detail = await tracker.Runs.DetailAsync(journal.RunId, default);
        var loss = detail!.Metrics.Single(m => m.Name == "loss");
        (loss.Count, loss.Min, loss.MinIteration, loss.Last).ShouldBe((5, 2.4, 5, 2.4));
        detail.Phases.ShouldBe([new PhaseSpan("warm-up", 1, null, "schedule") { BestMeanIou = detail.Summary.BestMeanIou, BestIteration = 5 }]);
        (await tracker.Evaluations.OfAsync(journal.RunId, default))!.ShouldHaveSingleItem().Attempt.ShouldBe(2);
        detail.Summary.BestMeanIou.ShouldBe(detail.Metrics.Single(m => m.Name == "miou/val/seg").Max);
        await using var db = tracker.OpenDb();
        db.MetricChunks.Where(c => c.Name == "loss").Sum(c => c.Count).ShouldBe(5, "superseded points are not deleted");
        db.OpenPoints.Count().ShouldBe(2, "what came since is not in chunks yet");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_point_that_is_no_number_is_kept_but_never_the_best(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Metric("loss", 1, 2, null, double.NaN, 1, double.NaN);
        await tracker.StoreAsync(journal.Lines);

        (await SeriesAsync(tracker, journal, "loss")).Iterations.ShouldBe([1, 3, 4, 5]);
        var summary = (await tracker.Runs.DetailAsync(journal.RunId, default))!.Metrics.Single();
        (summary.Count, summary.Min, summary.Max).ShouldBe((4, 1, 2));
        summary.Last.ShouldBe(double.NaN);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task System_samples_are_series(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Sampled(10).Add(new SystemSampled { Iteration = 20, CpuPercent = 50, MemoryBytes = 5 });
        await tracker.StoreAsync(journal.Lines);

        (await SeriesAsync(tracker, journal, "system/cpu")).Values.ShouldBe([187.5, 50]);
        (await SeriesAsync(tracker, journal, "system/memory")).Values.ShouldBe([1L << 31, 5]);
        (await SeriesAsync(tracker, journal, "system/gpu")).Iterations.ShouldBe([10]);
    }

    [Theory, OnPostgres]
    public async Task People_with_psql_read_every_point(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        double?[] odd = [1, null, double.NaN, -0.1, double.NegativeInfinity, 1.5, -2.25, 5e-324, double.MaxValue, 1e-40f, 0];
        var journal = new SomeJournal().Started().Metric("loss", 1, odd).Completed(20).Resumed(9).Metric("loss", 10, odd)
            .Add(new Contracts.Events.MetricsLogged
            {
                Iterations = [-5, 100_000, 7],
                Values = new Dictionary<string, IReadOnlyList<double?>> { ["grüße"] = [0.5, 0.25, null] },
            });
        await tracker.StoreAsync(journal.Lines);
        await using var db = tracker.OpenDb();

        var points = await db.Database.SqlQueryRaw<SqlPoint>("SELECT name, attempt, iteration, value FROM metric_points").ToListAsync();

        points.Where(p => p.Name == "loss" && p.Attempt == 1).OrderBy(p => p.Iteration).Select(p => p.Value).ShouldBe(odd.OfType<double>());
        points.Where(p => p.Name == "loss" && p.Attempt == 2).OrderBy(p => p.Iteration).Select(p => p.Value).ShouldBe(odd.OfType<double>());
        points.Where(p => p.Name == "grüße").Select(p => $"{p.Iteration} {p.Value}").ShouldBe(["-5 0.5", "100000 0.25"]);
    }

    sealed record SqlPoint(string Name, int Attempt, int Iteration, double Value);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_long_series_is_read_from_the_pyramid_and_keeps_its_peaks(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started();
        var values = Enumerable.Range(1, 30_000).Select(i => i switch { 12_345 => 100.0, 22_222 => -100.0, 17 => double.NaN, _ => Math.Sin(i * 0.01) }).ToArray();
        foreach (var batch in values.Chunk(300).Index())
            journal.Metric("loss", batch.Index * 300 + 1, [.. batch.Item.Select(v => (double?)v)]);
        foreach (var lines in journal.Lines.Chunk(40))
            await tracker.StoreAsync(lines);

        foreach (var most in (int[])[10, 100, 500, 2000])
        {
            var thin = await SeriesAsync(tracker, journal, "loss", maxPoints: most);
            thin.Total.ShouldBe(30_000);
            thin.Iterations.Count.ShouldBeInRange(most / 3, most);
            thin.Iterations.ShouldBeInOrder();
            thin.Values.Zip(thin.Iterations).ShouldAllBe(p => p.First.Equals(values[p.Second - 1]), "every point shown was logged");
            (thin.Values.Max(), thin.Values.Where(v => !double.IsNaN(v)).Min()).ShouldBe((100, -100));
            (thin.Iterations[0], thin.Iterations[^1]).ShouldBe((1, 30_000));
        }
        var part = await SeriesAsync(tracker, journal, "loss", 5_000, 25_000, 200);
        (part.Total, part.Iterations[0], part.Iterations[^1]).ShouldBe((20_001, 5_000, 25_000));
        var whole = await SeriesAsync(tracker, journal, "loss");
        whole.Values.ShouldBe(values);
        whole.Iterations.ShouldBe(Enumerable.Range(1, 30_000));
    }

    static async Task<MetricSeries> SeriesAsync(
        TestTracker tracker, SomeJournal journal, string name, int? from = null, int? to = null, int? maxPoints = null) =>
        (await tracker.Metrics.SeriesAsync(journal.RunId, [name], from, to, maxPoints, default))!.Single();
}
