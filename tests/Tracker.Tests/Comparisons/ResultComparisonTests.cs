using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Tracker.Comparisons;

namespace Platform.Tracker.Tests.Comparisons;

public sealed class ResultComparisonTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_best_of_each_run_is_its_own_and_groups_are_compared_with_the_baseline(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var (a, b, c) = (Run(40, 50, 45), Run(40, 52, 51), Run(60, 61, 70));
        await tracker.StoreAsync([.. a.Lines, .. b.Lines, .. c.Lines]);
        Guid[][] groups = [[a.RunId, b.RunId], [c.RunId]];

        var best = (await tracker.Values.CompareAsync(groups, ["acc", "none"], RunStatistic.Best, 0, default)).Rows;
        best[0].Groups[0].Summary.Mean.ShouldBe(51);
        best[0].Groups[0].Runs.Select(r => r.Iteration).ShouldBe([2, 2]);
        best[0].Groups[0].Difference.ShouldBeNull();
        best[0].Groups[1].Difference!.Value.ShouldBe(19);
        best[0].Groups[1].Difference!.Verdict.ShouldBe(DifferenceVerdict.TooFewRuns);
        best[1].Groups.ShouldAllBe(g => g.Summary.Count == 0);

        var last = (await tracker.Values.CompareAsync(groups, ["acc"], RunStatistic.Last, 1, default)).Rows[0];
        last.Groups[0].Summary.Mean.ShouldBe(48);
        last.Groups[0].Difference!.Value.ShouldBe(-22);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Classes_come_with_the_largest_differences_first_and_say_which_evaluation_was_taken(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var worse = new SomeJournal().Started().Evaluation(10, 30).Evaluation(20, 20);
        var better = new SomeJournal().Started().Evaluation(10, 40).Evaluation(20, 60).Evaluation(20, 90, "cam");
        await tracker.StoreAsync([.. worse.Lines, .. better.Lines]);
        var request = new ClassComparisonRequest { Groups = [[worse.RunId], [better.RunId]] };

        var best = await tracker.Classes.CompareAsync(request, default);
        best.Evaluations.Select(g => g.Single().Iteration).ShouldBe([10, 20]);
        best.Classes.Select(c => Math.Abs(c.Groups[1].Difference!.Value!.Value)).ShouldBeInOrder(SortDirection.Descending);
        best.Classes.Select(c => c.Name).ShouldBe(SomeJournal.Classes, ignoreOrder: true);
        best.Mean.Groups[1].Difference!.Value!.Value.ShouldBeGreaterThan(0);
        best.Protocols.Count.ShouldBe(1);

        var early = await tracker.Classes.CompareAsync(request with { Iteration = 15 }, default);
        early.Evaluations.Select(g => g.Single().Iteration).ShouldBe([10, 10]);
        var cams = await tracker.Classes.CompareAsync(request with { Output = "cam" }, default);
        cams.Evaluations.Select(g => g.Count).ShouldBe([0, 1]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_checkpoint_scored_by_itself_counts_only_where_there_is_nothing_else(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var journal = new SomeJournal().Started().Evaluation(10, 30).Evaluation(10, 80, ofCheckpoint: true);
        var alone = new SomeJournal().Started().Evaluation(10, 80, ofCheckpoint: true);
        await tracker.StoreAsync([.. journal.Lines, .. alone.Lines]);
        var classes = await tracker.Classes.CompareAsync(new() { Groups = [[journal.RunId], [alone.RunId]] }, default);
        classes.Mean.Groups[1].Difference!.Value!.Value.ShouldBeGreaterThan(10);
        classes.Protocols.Count.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_network_and_two_are_compared_by_the_better_of_each_run(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var one = new SomeJournal().Started().Evaluation(10, 30);
        var two = new SomeJournal().Started().Evaluation(10, 40, network: "student-1").Evaluation(10, 50, network: "student-2");
        await tracker.StoreAsync([.. one.Lines, .. two.Lines]);
        Guid[][] groups = [[one.RunId], [two.RunId]];

        var head = await tracker.Comparison.CompareAsync([one.RunId, two.RunId], null, null, false, default);
        head.Heads[0].ShouldBe(new("val", "seg", ComparedHead.Better, 2));
        var metric = head.Metrics.Single(m => m.Name.EndsWith('*')).Name;
        var values = (await tracker.Values.CompareAsync(groups, [metric, "miou/val/seg/student-2"], RunStatistic.Last, 0, default)).Rows;
        values[0].Groups[1].Runs.ShouldBe(values[1].Groups[1].Runs);
        values[0].Groups.ShouldAllBe(g => g.Summary.Count == 1);
        var series = await tracker.SeriesComparison.CompareAsync(new() { Groups = groups, Metric = metric }, default);
        series.Select(s => s.Y.Single()).ShouldBe(values[0].Groups.Select(g => g.Summary.Mean!.Value));
        var classes = await tracker.Classes.CompareAsync(new() { Groups = groups, Network = ComparedHead.Better }, default);
        classes.Mean.Groups[1].Summary.Mean.ShouldBe(values[0].Groups[1].Summary.Mean);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_without_pictures_at_the_iteration_shows_its_nearest(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var often = new SomeJournal().Started().Previews(100).Previews(200).Previews(300);
        var rarely = new SomeJournal().Started().Previews(120);
        var never = new SomeJournal().Started();
        await tracker.StoreAsync([.. often.Lines, .. rarely.Lines, .. never.Lines]);
        Guid[] runs = [often.RunId, rarely.RunId, never.RunId];

        var last = await tracker.Previews.CompareAsync(runs, null, null, default);
        (last.Image, last.Iteration).ShouldBe(("0001", 300));
        last.Iterations.ShouldBe([100, 120, 200, 300]);
        last.Runs.Select(r => r.Iteration).ShouldBe([300, 120, null]);
        last.Runs[0].Pictures.Select(p => p.Kind).ShouldBe(["input", "cam"]);

        var early = await tracker.Previews.CompareAsync(runs, "0001", 105, default);
        early.Runs.Select(r => r.Iteration).ShouldBe([100, 120, null]);
        early.Runs[0].Pictures.Single(p => p.Kind == "cam").Iteration.ShouldBe(100);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_client_gets_over_http_what_the_tracker_answers()
    {
        await using var host = await TestHost.StartAsync();
        var (a, b) = (Run(40, 50, double.NaN).Evaluation(10, 30).Previews(10), Run(60, 61).Evaluation(10, 40));
        await host.PublishAsync([.. a.Lines, .. b.Lines]);
        foreach (var run in (SomeJournal[])[a, b])
            await Eventually.Holds(async () => (await host.Client.RunAsync(run.RunId))?.Summary.AppliedSequence == run.Lines.Count, "the run is stored");

        var compared = await host.Client.CompareAsync([a.RunId, b.RunId]);
        Guid[][] groups = [.. compared.Groups.Select(g => g.Runs.Select(r => r.Id).ToArray())];
        (await host.Client.CompareSeriesAsync(new() { Groups = groups, Metric = "acc", From = 2.5 }))[0].Y.ShouldBe([50, double.NaN]);
        (await host.Client.CompareValuesAsync(groups, ["acc"], RunStatistic.Last, 1)).Rows[0].Groups[0].Summary.Count.ShouldBe(0);
        (await host.Client.CompareClassesAsync(new() { Groups = groups })).Classes.Count.ShouldBe(3);
        (await host.Client.ComparePreviewsAsync([a.RunId, b.RunId])).Runs[0].Pictures.Count.ShouldBe(2);
        var wrong = await Should.ThrowAsync<BadFilterException>(() => host.Client.CompareAsync([], "sed < 3"));
        wrong.Error.Suggestion.ShouldBe("seed");
    }

    static SomeJournal Run(params double?[] values) => new SomeJournal().Started().Metric("acc", 1, values);
}
