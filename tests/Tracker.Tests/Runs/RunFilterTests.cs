using Platform.Contracts.Api;
using Platform.Tracker.Http;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Tests.Runs;

public sealed class RunFilterTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_thousand_random_filters_find_what_they_mean(string database)
    {
        const int Filters = 1000;
        var random = new RandomFilters(20261121);
        await using var tracker = await TestTracker.StartAsync(database);
        var runs = await StoreAsync(tracker, random, 60);
        var (some, all) = (0, 0);

        for (var i = 0; i < Filters; i++)
        {
            var text = random.Filter();
            var node = FilterParser.Parse(text, RunFacts.Begin).Node;
            var meant = runs.Where(r => FilterEvaluation.Matches(node, r)).Select(r => r.Id).Order().ToArray();

            var page = await tracker.Runs.PageAsync(new() { Filter = text, Archived = true, Take = 1000 }, CancellationToken.None);

            page.Runs.Select(r => r.Id).Order().ToArray().ShouldBe(meant, $"filter {i}: {text}");
            page.Total.ShouldBe(meant.Length, text);
            some += meant.Length is > 0 and < 60 ? 1 : 0;
            all += meant.Length == 60 ? 1 : 0;
        }
        some.ShouldBeGreaterThan(Filters * 2 / 5, "filters that tell runs apart");
        all.ShouldBeLessThan(Filters / 4);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Random_sorts_give_every_run_once_in_order_page_by_page(string database)
    {
        var random = new RandomFilters(7);
        await using var tracker = await TestTracker.StartAsync(database);
        var runs = await StoreAsync(tracker, random, 50);

        for (var i = 0; i < 60; i++)
        {
            var request = new RunListRequest { Sort = random.Sort(), Archived = true, Take = 7 };
            var meant = FilterEvaluation.Sorted(runs, RunSort.Parse(request.Sort)).Select(r => r.Id).ToArray();
            var found = new List<Guid>();
            RunPage page;
            do
            {
                page = await tracker.Runs.PageAsync(request, CancellationToken.None);
                found.AddRange(page.Runs.Select(r => r.Id));
                page.Total.ShouldBe(50);
                request = request with { Cursor = page.Next };
            } while (page.Next is not null);
            found.ToArray().ShouldBe(meant, request.Sort);
        }
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_cursor_holds_its_place_when_runs_come_and_go(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        foreach (var name in (string[])["b", "d", "f", "h"])
            await new RunFacts { Name = name }.StoreAsync(tracker);
        var request = new RunListRequest { Sort = "name", Take = 2 };
        var first = await tracker.Runs.PageAsync(request, CancellationToken.None);
        await new RunFacts { Name = "a" }.StoreAsync(tracker);
        await new RunFacts { Name = "e" }.StoreAsync(tracker);
        await tracker.Tags.ChangeAsync(first.Runs[1].Id, new() { Archived = true }, CancellationToken.None);

        var second = await tracker.Runs.PageAsync(request with { Cursor = first.Next }, CancellationToken.None);

        first.Runs.Select(r => r.Name).ShouldBe(["b", "d"]);
        second.Runs.Select(r => r.Name).ShouldBe(["e", "f"]);
        await Should.ThrowAsync<BadQueryException>(() =>
            tracker.Runs.PageAsync(request with { Sort = "-name", Cursor = first.Next }, CancellationToken.None));
        await Should.ThrowAsync<BadQueryException>(() => tracker.Runs.PageAsync(request with { Cursor = "AAAA" }, CancellationToken.None));
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Columns_answer_with_what_was_asked_and_nothing_else(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        await new RunFacts
        {
            Name = "a", Config = new { optimizer = new { learningRate = 0.001, name = "adam" }, scales = new[] { 0.5, 1 } }, Switches = new() { ["anf"] = true },
            Metrics = new() { ["loss/total"] = [3, 1, 2], ["miou/val/seg"] = [50, 61, 60], ["other"] = [1] },
        }.StoreAsync(tracker);
        await new RunFacts { Name = "b", Config = new { optimizer = new { learningRate = "auto" } }, Metrics = new() { ["loss/total"] = [double.NaN] } }.StoreAsync(tracker);

        var page = await tracker.Runs.PageAsync(new()
        {
            Sort = "name",
            Columns = ["param:optimizer.learningRate", "optimizer.name", "last:loss/total", "best(loss/total)", "best(miou/val/seg)", "switch(anf)", "scales", "started", "seed"],
        }, CancellationToken.None);
        var at = await tracker.Runs.PageAsync(new() { Sort = "name", Columns = ["at(miou/val/seg, 3)", "at:2:loss/total", "at(loss/total, 1)", "at(loss/total, 4)"] }, CancellationToken.None);

        Written(page.Runs[0]).ShouldBe("best(loss/total)=1 best(miou/val/seg)=61 last:loss/total=2 optimizer.name=\"adam\" param:optimizer.learningRate=0.001 "
            + "scales=\"[0.5,1]\" seed=1 started=\"2026-11-01T00:00:00+00:00\" switch(anf)=true");
        page.Runs[0].Iterations.ShouldBe(new Dictionary<string, int> { ["last:loss/total"] = 3, ["best(loss/total)"] = 2, ["best(miou/val/seg)"] = 2 }, ignoreOrder: true);
        Written(at.Runs[0]).ShouldBe("at(loss/total, 1)=3 at(miou/val/seg, 3)=60 at:2:loss/total=1");
        at.Runs[0].Iterations["at:2:loss/total"].ShouldBe(2);
        Written(at.Runs[1]).ShouldBe("", "NaN is no number, and nothing was logged later");
        Written(page.Runs[1]).ShouldBe("param:optimizer.learningRate=\"auto\" seed=1 started=\"2026-11-01T00:00:00+00:00\"");

        static string Written(RunSummary run) => string.Join(' ', run.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value.GetRawText()}"));
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_name_nobody_has_is_refused_with_the_nearest(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        (await CheckAsync("best(loss/total) > 1"))!.Suggestion.ShouldBeNull();
        await new RunFacts
        {
            Config = new { optimizer = new { learningRate = 0.001 } }, Switches = new() { ["scaled-box"] = true },
            Metrics = new() { ["miou/val/seg"] = [1], ["loss/total"] = [1] },
        }.StoreAsync(tracker);

        (await CheckAsync("best(miou/val/seg) > 60 and switch(scaled-box)")).ShouldBeNull();
        (await CheckAsync("seed = 1 and best(miou/val/sge) > 60")).ShouldSatisfyAllConditions(
            e => (e!.Position, e.Length, e.Suggestion).ShouldBe((13, 18, "best(miou/val/seg)")), e => e!.Message.ShouldContain("no run has a metric miou/val/sge"));
        (await CheckAsync("optimizer.learningrate = 1"))!.Suggestion.ShouldBe("optimizer.learningRate");
        (await CheckAsync("metod = dupl"))!.Suggestion.ShouldBe("method");
        (await CheckAsync("loss/total"))!.Message.ShouldContain("is a metric");
        (await CheckAsync("optimizer.learningRate"))!.Message.ShouldContain("is a parameter");
        (await CheckAsync("\"loss/total\" and somebody")).ShouldBeNull("plain words");
        (await CheckAsync("loss/total > 1"))!.Suggestion.ShouldBe("best(loss/total)");
        (await CheckAsync("switch(scaled-bix) = on"))!.Suggestion.ShouldBe("switches.scaled-box");
        var sort = await Should.ThrowAsync<FilterException>(() => tracker.Runs.PageAsync(new() { Sort = "name,-lats(x)" }, CancellationToken.None));
        (sort.Error.Parameter, sort.Error.Position, sort.Error.Suggestion).ShouldBe(("sort", 6, "last"));
        var columns = await Should.ThrowAsync<FilterException>(() => tracker.Runs.PageAsync(new() { Columns = ["name", "colour"] }, CancellationToken.None));
        (columns.Error.Parameter, columns.Error.Position).ShouldBe(("columns", 5));

        async Task<FilterError?> CheckAsync(string filter) => await tracker.Table.CheckAsync(filter, CancellationToken.None);
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Tags_and_the_archive_survive_a_replay(string database)
    {
        await using var tracker = await TestTracker.StartAsync(database);
        var run = new RunFacts { Tags = ["paper", "best of three"], Archived = true, Config = new { depth = 4 }, Switches = new() { ["anf"] = true } };
        await run.StoreAsync(tracker);
        await tracker.ReplayAsync();

        var found = await tracker.Runs.PageAsync(new() { Filter = "tag = paper and archived and depth = 4 and switch(anf)" }, CancellationToken.None);

        found.Runs.ShouldHaveSingleItem().Tags.ShouldBe(["best of three", "paper"]);
        (await tracker.Runs.PageAsync(new(), CancellationToken.None)).Total.ShouldBe(0, "archived runs are not listed unless asked for");
        (await tracker.Runs.DetailAsync(run.Id, CancellationToken.None))!.Summary.ShouldSatisfyAllConditions(
            s => s.Archived.ShouldBeTrue(), s => s.Tags.ShouldBe(["best of three", "paper"]));
    }

    static async Task<RunFacts[]> StoreAsync(TestTracker tracker, RandomFilters random, int count)
    {
        RunFacts[] runs = [.. Enumerable.Range(0, count).Select(random.Run)];
        foreach (var run in runs)
            await run.StoreAsync(tracker);
        return runs;
    }
}
