using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Tests.Runs;

namespace Platform.Tracker.Tests.Comparisons;

public sealed class GroupingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Labels_are_made_of_the_differing_parameters_alone(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        RunFacts[] runs =
        [
            Run(1, 0.001, ptc: false), Run(1, 0.001, ptc: true), Run(1, 0.01, ptc: true),
        ];
        var compared = await StoreAndCompareAsync(tracker, runs);

        compared.Groups.Select(g => string.Join(' ', g.Label)).ShouldBe(["no ptc learningRate 0.001", "+ptc learningRate 0.001", "+ptc learningRate 0.01"]);
        compared.Parameters.Select(p => p.Key).ShouldBe(["switches.ptc", "optimizer.learningRate"]);
        compared.Parameters[1].Values.ShouldBe(["0.001", "0.001", "0.01"]);
        compared.SameParameters.ShouldBeGreaterThan(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task All_but_the_seed_puts_seeds_together_whatever_the_runs_are_called(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        RunFacts[] runs = [Run(2, 0.001), Run(1, 0.001), Run(1, 0.01), Run(3, 0.001)];
        var compared = await StoreAndCompareAsync(tracker, runs, RunComparison.AllButSeed);

        compared.Groups.Select(g => g.Runs.Select(r => r.Seed)).ShouldBe([[1, 2, 3], [1]]);
        compared.Groups.Select(g => string.Join(' ', g.Label)).ShouldBe(["learningRate 0.001", "learningRate 0.01"]);
        compared.Groups[0].Key.ShouldNotBe(compared.Groups[1].Key);
        compared.Parameters.Single(p => p.Key == "seed").Values[0].ShouldBe("1 | 2 | 3");
    }

    [Theory, OnSqlite]
    public async Task Groups_by_chosen_parameters_and_a_mistake_is_pointed_at(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        RunFacts[] runs = [Run(1, 0.001), Run(2, 0.001), Run(1, 0.01)];
        (await StoreAndCompareAsync(tracker, runs, "seed")).Groups.Select(g => g.Runs.Count).ShouldBe([2, 1]);
        (await StoreAndCompareAsync(tracker, [], "method, optimizer.learningRate", "seed < 3")).Groups.Select(g => g.Runs.Count).ShouldBe([2, 1], ignoreOrder: true);
        var wrong = await Should.ThrowAsync<FilterException>(() => StoreAndCompareAsync(tracker, [], "method,last:loss"));
        wrong.Error.Position.ShouldBe(7);
    }

    [Theory, OnSqlite]
    public async Task Runs_that_only_differ_in_the_seed_are_told_apart_by_it_and_an_unknown_one_is_named(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        RunFacts[] runs = [Run(1, 0.001), Run(2, 0.001)];
        var unknown = Guid.CreateVersion7();
        foreach (var run in runs)
            await run.StoreAsync(tracker);
        var compared = await tracker.Comparison.CompareAsync([runs[1].Id, unknown, runs[0].Id], null, null, false, default);
        compared.Groups.Select(g => g.Label.Single().ToString()).ShouldBe(["seed 2", "seed 1"]);
        compared.Unknown.ShouldBe([unknown]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Metrics_and_heads_are_listed_with_how_many_runs_have_them(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var one = new SomeJournal().Started().Metric("loss", 1, 1, 2).Evaluation(2, 50).Evaluation(2, 40, "cam").Evaluation(2, 45, "seg", "teacher");
        var other = new SomeJournal().Started().Metric("loss", 1, 1, 2).Evaluation(2, 50);
        await tracker.StoreAsync([.. one.Lines, .. other.Lines]);
        var compared = await tracker.Comparison.CompareAsync([one.RunId, other.RunId], null, null, false, default);
        compared.Metrics.ShouldContain(new ComparedMetric("loss", 2, true));
        compared.Metrics.ShouldContain(new ComparedMetric("miou/val/cam", 1, false));
        compared.Heads.ShouldBe([new("val", "cam", "student", 1), new("val", "seg", ComparedHead.Better, 2), new("val", "seg", "student", 2), new("val", "seg", "teacher", 1)]);
    }

    static RunFacts Run(int seed, double rate, bool ptc = true) => new()
    {
        Name = $"run s{seed} {rate}", Seed = seed, Switches = new() { ["ptc"] = ptc, ["par"] = true },
        Config = new { name = $"run s{seed}", seed, optimizer = new { learningRate = rate, weightDecay = 0.01 } },
    };

    static async Task<RunComparison> StoreAndCompareAsync(TestTracker tracker, RunFacts[] runs, string? by = null, string? filter = null)
    {
        foreach (var run in runs)
            await run.StoreAsync(tracker);
        return await tracker.Comparison.CompareAsync([.. runs.Select(r => r.Id)], filter, by, false, default);
    }
}
