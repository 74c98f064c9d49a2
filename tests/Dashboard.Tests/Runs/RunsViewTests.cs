using Platform.Contracts.Api;
using Platform.Dashboard.Runs;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Runs;

public sealed class RunsViewTests : IAsyncLifetime
{
    TrackerApi _tracker = null!;
    RunsView _view = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _view = new(_tracker.Client, TimeProvider.System);
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    [Fact(Timeout = 20_000)]
    public async Task Only_switches_that_differ_among_the_runs_shown_are_worth_a_column()
    {
        _tracker.Runs.Add(new("a") { Switches = new Dictionary<string, bool> { ["contrast"] = true, ["crop"] = true } });
        _tracker.Runs.Add(new("b") { Switches = new Dictionary<string, bool> { ["contrast"] = false, ["crop"] = true } });
        await _view.ShowAsync(new());
        _view.DifferingSwitches.ShouldBe(["contrast"]);

        await _view.ShowAsync(new() { Search = "a" });
        _view.DifferingSwitches.ShouldBeEmpty();
    }

    [Fact(Timeout = 20_000)]
    public async Task Methods_stay_to_choose_from_when_a_filter_hides_their_runs()
    {
        _tracker.Runs.Add(new("a", method: "baseline"));
        _tracker.Runs.Add(new("b", method: "dupl"));
        await _view.ShowAsync(new());
        await _view.ShowAsync(new() { Method = "dupl" });
        _view.Page!.Runs.ShouldHaveSingleItem().Name.ShouldBe("b");
        _view.Methods.ShouldBe(["baseline", "dupl"]);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_tracker_that_is_away_leaves_the_rows_and_gives_a_reason_until_it_answers()
    {
        _tracker.Runs.Add(new("a"));
        (await _view.ShowAsync(new())).ShouldBeTrue();
        var (url, runs) = (_tracker.Url, _tracker.Runs.ToArray());
        await _tracker.DisposeAsync();
        (await _view.RefreshAsync()).ShouldBeFalse();
        _view.Failure!.Reason.ShouldContain("refused");
        _view.Page!.Runs.Count.ShouldBe(1);

        _tracker = await TrackerApi.StartAsync(url);
        _tracker.Runs.AddRange(runs);
        (await _view.RefreshAsync()).ShouldBeTrue();
        _view.Failure.ShouldBeNull();
    }

    [Fact]
    public void A_filter_written_to_an_address_and_read_back_is_the_same()
    {
        var filter = new RunFilter { Search = "a b&c", Status = RunStatus.Failed, Method = "dupl", Sort = "best", Descending = false };
        var url = DashboardUrls.Runs(filter);
        url.ShouldBe("/?q=a%20b%26c&status=failed&method=dupl&sort=best&dir=asc");
        RunFilter.Read("a b&c", "failed", "dupl", "best", "asc").ShouldBe(filter);
        DashboardUrls.Runs(new()).ShouldBe("/");
    }

    [Fact]
    public void What_an_address_holds_that_makes_no_sense_is_taken_for_absent() =>
        RunFilter.Read(" ", "7", "", "colour", "sideways").ShouldBe(new RunFilter());

    [Fact]
    public void A_header_sorts_in_its_natural_order_first_and_then_the_other_way()
    {
        var byBest = new RunFilter().SortedBy("best");
        (byBest.Sort, byBest.Descending).ShouldBe(("best", true));
        byBest.SortedBy("best").Descending.ShouldBeFalse();
        new RunFilter().SortedBy("name").Descending.ShouldBeFalse();
    }
}
