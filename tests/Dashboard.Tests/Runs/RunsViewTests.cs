using Platform.Contracts.Api;
using Platform.Dashboard.Runs;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Runs;

public sealed class RunsViewTests : IAsyncLifetime
{
    RealTracker _tracker = null!;
    RunsView _view = null!;

    public async Task InitializeAsync()
    {
        _tracker = await RealTracker.StartAsync();
        _view = new(_tracker.Client, TimeProvider.System);
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    [Fact(Timeout = Patience.OfTest)]
    public async Task Only_what_differs_among_all_matching_runs_is_shown()
    {
        await _tracker.StoreAsync(
            new SomeRun("a") { Config = new { rate = 1, depth = 4 }, Switches = new() { ["contrast"] = true, ["crop"] = true } },
            new SomeRun("b") { Config = new { rate = 2, depth = 4 }, Switches = new() { ["contrast"] = false, ["crop"] = true }, Backbone = "vit-b" });
        var state = new RunsState { Columns = new(["method", "backbone", "switches", "param(rate)", "param(depth)", "switch(crop)", "best"]) };

        await _view.ShowAsync(state);
        _view.Columns.Count.ShouldBe(7);
        _view.DifferingSwitches.ShouldBe(["contrast"]);
        await _view.ShowAsync(state with { OnlyDiffering = true });
        _view.Columns.Select(c => c.Text).ShouldBe(["backbone", "switches", "param(rate)", "best"]);
        await _view.ShowAsync(state with { OnlyDiffering = true, Filter = "name = a" });
        _view.Columns.Select(c => c.Text).ShouldBe(["best"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Pinned_columns_come_first_in_their_own_order()
    {
        await _tracker.StoreAsync(new SomeRun("a"));
        await _view.ShowAsync(new() { Columns = new(["status", "method", "best", "started"]), Pinned = new(["best", "method"]) });

        _view.Columns.Select(c => c.Text).ShouldBe(["best", "method", "status", "started"]);
        _view.PinnedColumns.ShouldBe(2);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_group_opens_to_its_runs()
    {
        await _tracker.StoreAsync(Enumerable.Range(1, 4).Select(seed => new SomeRun($"run-{seed}")
        {
            Seed = seed, Config = new { seed, rate = seed < 4 ? 0.1 : 0.2 }, Metrics = new() { ["miou"] = [10 * seed] },
        }));
        await _view.ShowAsync(new() { But = new(["seed"]), Columns = new(["last(miou)"]), Sort = "-last(miou)" });

        (_view.Rows, _view.Matching).ShouldBe((2, 4));
        _view.GroupedBy.ShouldBe(["rate"]);
        var group = _view.FirstGroups[1];
        RunCell.Text(group.Values["last(miou)"], _view.Columns[0]).ShouldBe("20 ± 10");
        _view.RunsOf(group).ShouldBeNull();
        await _view.ShowAsync(_view.Toggled(group));
        _view.RunsOf(group)!.Select(r => r.Seed).ShouldBe([3, 2, 1], "in the order of the table");
        _view.Toggled(group).Open.ShouldBeEmpty();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task What_the_tracker_does_not_understand_is_told_and_the_rows_before_stay()
    {
        await _tracker.StoreAsync(new SomeRun("a"));
        await _view.ShowAsync(new());
        (await _view.ShowAsync(new() { Filter = "metod = dupl" })).ShouldBeTrue();
        (_view.Error!.Position, _view.Error.Suggestion).ShouldBe((0, "method"));
        _view.FirstRuns.ShouldHaveSingleItem();

        await _view.ShowAsync(new() { Filter = "dup" });
        _view.Error.ShouldBeNull();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_long_table_is_read_block_by_block_where_it_is_looked_at()
    {
        await _tracker.StoreAsync(Enumerable.Range(0, 120).Select(i => new SomeRun($"run-{i:000}") { Started = SomeRun.Begin.AddMinutes(i) }));
        await _view.ShowAsync(new());

        (_view.FirstRuns.Count, _view.Rows).ShouldBe((50, 120));
        (await _view.RunsAsync(45, 20, default)).Select(r => r.Name).ShouldBe(Enumerable.Range(0, 20).Select(i => $"run-{74 - i:000}"));
        (await _view.RunsAsync(110, 40, default)).Count.ShouldBe(10);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_tracker_that_is_away_leaves_the_rows_and_gives_a_reason_until_it_answers()
    {
        var url = $"http://127.0.0.1:{FreePort.Next()}";
        var tracker = await TrackerApi.StartAsync(url);
        tracker.Runs.Add(new("a"));
        var view = new RunsView(tracker.Client, TimeProvider.System);
        (await view.ShowAsync(new())).ShouldBeTrue();
        var runs = tracker.Runs.ToArray();
        await tracker.DisposeAsync();
        (await view.RefreshAsync()).ShouldBeFalse();
        view.Failure!.Reason.ShouldContain("refused");
        view.FirstRuns.Count.ShouldBe(1);

        tracker = await TrackerApi.StartAsync(url, runs);
        (await view.RefreshAsync()).ShouldBeTrue();
        view.Failure.ShouldBeNull();
        await tracker.DisposeAsync();
    }
}
