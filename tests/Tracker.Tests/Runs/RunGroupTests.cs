using System.Globalization;
using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Runs;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Tests.Runs;

public sealed class RunGroupTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task All_but_the_seed_gives_mean_deviation_and_count_of_each_column(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        foreach (var (rate, seed, score) in new[] { (0.001, 1, 60.0), (0.001, 2, 62.0), (0.001, 3, 67.0), (0.01, 1, 40.0) })
            await new RunFacts
            {
                Name = $"{rate}-{seed}", Seed = seed, Config = new { seed, data = new { seed }, same = 4, optimizer = new { rate } }, Metrics = new() { ["miou/val/seg"] = [1, score, 2] },
            }.StoreAsync(tracker);

        var page = await tracker.Groups.PageAsync(new()
        {
            Runs = new() { Columns = ["best(miou/val/seg)", "seed", "optimizer.rate", "method", "at(miou/val/seg, 2)"], Sort = "-best(miou/val/seg)" }, But = ["seed"],
        }, CancellationToken.None);

        (page.Total, page.Runs).ShouldBe((2, 4));
        page.By.ShouldBe(["optimizer.rate"], "seeds are left out wherever a configuration has them, and so is what all runs share");
        page.Groups.Select(g => g.Keys["optimizer.rate"]).ShouldBe(["0.001", "0.01"]);
        var (first, second) = (page.Groups[0], page.Groups[1]);
        first.Values["best(miou/val/seg)"].ShouldSatisfyAllConditions(
            v => v.Count.ShouldBe(3), v => v.Mean!.Value.ShouldBe(63, 1e-9), v => v.Deviation!.Value.ShouldBe(Math.Sqrt(13), 1e-9), v => (v.Min, v.Max).ShouldBe((60, 67)));
        first.Values["at(miou/val/seg, 2)"].ShouldSatisfyAllConditions(v => v.Count.ShouldBe(3), v => v.Deviation!.Value.ShouldBe(Math.Sqrt(13), 1e-9));
        first.Values["method"].ShouldSatisfyAllConditions(v => v.Texts.ShouldBe(1), v => v.Text.ShouldBe("dupl"));
        second.Values["best(miou/val/seg)"].ShouldSatisfyAllConditions(v => v.Count.ShouldBe(1), v => v.Deviation.ShouldBeNull());
        second.Values["seed"].Mean.ShouldBe(1);
        first.Runs.Count.ShouldBe(3);
        (await tracker.Runs.PageAsync(new() { Filter = $"id in ({string.Join(", ", first.Runs.Select(r => $"\"{r}\""))})", Sort = "seed" }, CancellationToken.None))
            .Runs.Select(r => r.Seed).ShouldBe([1, 2, 3]);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Random_groups_are_those_counted_by_hand(string database)
    {
        var random = new RandomFilters(11);
        await using var tracker = await TestTracker.StartAsync(database);
        RunFacts[] runs = [.. Enumerable.Range(0, 40).Select(random.Run)];
        foreach (var run in runs)
            await run.StoreAsync(tracker);

        foreach (var by in (string[][])[["method"], ["optimizer.learningRate"], ["depth", "stem", "dataset"], ["switch(anf)", "status"], ["archived"]])
        {
            var meant = runs.GroupBy(r => string.Join('|', by.Select(b => Key(b, r)))).ToDictionary(g => g.Key, g => g.ToArray());
            var found = new List<RunGroup>();
            for (RunGroupPage page; (page = await tracker.Groups.PageAsync(new()
            {
                By = by, Runs = new() { Archived = true, Columns = ["last(miou/val/seg)", "optimizer.name"], Skip = found.Count, Take = 3 },
            }, CancellationToken.None)).Groups.Count > 0;)
            {
                (page.Total, page.Runs).ShouldBe((meant.Count, 40), string.Join(',', by));
                found.AddRange(page.Groups);
            }
            found.Count.ShouldBe(meant.Count);
            foreach (var group in found)
            {
                var same = meant[string.Join('|', by.Select(b => group.Keys.GetValueOrDefault(Named(b), "")))];
                group.Runs.Order().ShouldBe(same.Select(r => r.Id).Order());
                group.Count.ShouldBe(same.Length);
                var scores = same.SelectMany(r => Present("last(miou/val/seg)", r)).Cast<double>().ToArray();
                var value = group.Values.GetValueOrDefault("last(miou/val/seg)");
                (value?.Count ?? 0).ShouldBe(scores.Length);
                (value?.Mean ?? 0).ShouldBe(scores.DefaultIfEmpty(0).Average(), 1e-9);
                if (scores.Length > 1)
                    value!.Deviation!.Value.ShouldBe(Math.Sqrt(scores.Sum(s => (s - scores.Average()) * (s - scores.Average())) / (scores.Length - 1)), 1e-9);
                var texts = same.SelectMany(r => Present("optimizer.name", r)).Distinct().ToArray();
                (group.Values.GetValueOrDefault("optimizer.name")?.Texts ?? 0).ShouldBe(texts.Length);
            }
        }
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Only_what_differs_is_told_of_all_matching_runs(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        await new RunFacts { Name = "a", Seed = 1, Config = new { rate = 0.5, depth = 4, stem = true, only = 1 }, Switches = new() { ["anf"] = true, ["crop"] = true } }.StoreAsync(tracker);
        await new RunFacts { Name = "b", Seed = 1, Config = new { rate = 0.25, depth = 4.0, stem = true }, Switches = new() { ["anf"] = false, ["crop"] = true } }.StoreAsync(tracker);
        await new RunFacts { Name = "c", Seed = 2, Method = "cosa", Config = new { rate = "auto" } }.StoreAsync(tracker);

        var two = await tracker.Differences.FindAsync(new() { Filter = "method = dupl" }, false, CancellationToken.None);
        two.Runs.ShouldBe(2);
        two.Parameters.ShouldBe(["only", "rate", "switches.anf"]);
        two.Fields.ShouldBe(["name"]);
        var all = await tracker.Differences.FindAsync(new(), false, CancellationToken.None);
        all.Parameters.ShouldBe(["depth", "only", "rate", "stem", "switches.anf", "switches.crop"]);
        all.Fields.ShouldBe(["method", "name", "seed"], ignoreOrder: true);
        var switches = await tracker.Differences.FindAsync(new(), onlySwitches: true, CancellationToken.None);
        switches.Parameters.ShouldBe(["switches.anf", "switches.crop"]);
        (switches.Runs, switches.Fields.Count).ShouldBe((3, 0));
        (await tracker.Differences.FindAsync(new() { Filter = "name = a" }, false, CancellationToken.None)).Parameters.ShouldBeEmpty();
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Random_runs_differ_in_what_a_comparison_by_hand_says(string database)
    {
        var random = new RandomFilters(23);
        await using var tracker = await TestTracker.StartAsync(database);
        RunFacts[] runs = [.. Enumerable.Range(0, 30).Select(random.Run)];
        runs = [.. runs, .. runs.Select(r => r with { Id = Guid.CreateVersion7(), Seed = 9 })];
        foreach (var run in runs)
            await run.StoreAsync(tracker);
        var keys = runs.SelectMany(Leaves).Select(l => l.Key).Distinct().ToArray();

        for (var i = 0; i < 40; i++)
        {
            var filter = random.Filter();
            if (await tracker.Table.CheckAsync(filter, CancellationToken.None) is not null)
                continue;
            var found = await tracker.Differences.FindAsync(new() { Filter = filter, Archived = true }, false, CancellationToken.None);
            var matching = (await tracker.Runs.PageAsync(new() { Filter = filter, Archived = true, Take = 1000 }, CancellationToken.None)).Runs.Select(r => r.Id).ToHashSet();
            var leaves = runs.Where(r => matching.Contains(r.Id)).Select(r => Leaves(r).ToDictionary()).ToArray();
            found.Runs.ShouldBe(leaves.Length, filter);
            found.Parameters.ShouldBe(keys.Where(k => leaves.Select(l => l.GetValueOrDefault(k)).Distinct().Count() > 1).Order(StringComparer.Ordinal), ignoreOrder: false, filter);
        }

        static IEnumerable<KeyValuePair<string, string>> Leaves(RunFacts run) => RunParameters.Of(run.Id, run.ConfigJson, run.Switches)
            .Select(p => KeyValuePair.Create(p.Key, p.NumberValue?.ToString("R", CultureInfo.InvariantCulture) ?? $"\"{p.TextValue}\""));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_cannot_be_grouped_by_is_refused_with_its_place()
    {
        await using var tracker = await TestTracker.StartAsync("sqlite");
        await new RunFacts { Metrics = new() { ["loss"] = [1] } }.StoreAsync(tracker);

        (await BadAsync(new() { Runs = new(), By = ["method", "best(loss)"] })).ShouldBe(("by", 7));
        (await BadAsync(new() { Runs = new(), By = ["colour"] })).ShouldBe(("by", 0));
        (await BadAsync(new() { Runs = new(), But = ["tag"] })).ShouldBe(("but", 0));
        await Should.ThrowAsync<BadQueryException>(() => tracker.Groups.PageAsync(new() { Runs = new() }, CancellationToken.None));

        async Task<(string, int)> BadAsync(RunGroupRequest request)
        {
            var error = (await Should.ThrowAsync<FilterException>(() => tracker.Groups.PageAsync(request, CancellationToken.None))).Error;
            return (error.Parameter, error.Position);
        }
    }

    static IEnumerable<object> Present(string operand, RunFacts run) => FilterEvaluation.ValuesOf(RunColumns.Parse(operand).Columns[0].Operand, run);

    static string Key(string operand, RunFacts run) => Present(operand, run).SingleOrDefault() switch
    {
        null => "",
        bool on => on ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        var text => (string)text,
    };

    static string Named(string by) => by.StartsWith("switch(", StringComparison.Ordinal) ? "switches." + by[7..^1] : by;
}
