using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Dashboard.Sweeps;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.Sweeps;

public sealed class SweepViewTests : IAsyncLifetime
{
    TrackerApi _tracker = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _tracker.Sweeps.Add(RecordedSweep.Ladder(TimeProvider.System.GetUtcNow()));
        _tracker.Sweeps.Add(RecordedSweep.Drawn(TimeProvider.System.GetUtcNow()));
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    [Fact]
    public async Task Commands_say_what_came_of_them_and_the_state_follows()
    {
        var view = new SweepView(_tracker.Client, TimeProvider.System, "dupl-shapes-ladder");
        await view.PauseAsync();
        (view.Refused, view.Detail!.Summary.State).ShouldBe((false, SweepState.Paused));
        await view.PauseAsync();
        view.Refused.ShouldBeTrue();
        view.Said.ShouldBe("the sweep is Paused already");
    }

    [Fact]
    public async Task A_sweep_there_is_none_of_is_known_to_be_none()
    {
        var view = new SweepView(_tracker.Client, TimeProvider.System, "none");
        await view.RefreshAsync();
        view.IsUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Cells_are_listed_by_state_and_as_chosen()
    {
        var view = new SweepView(_tracker.Client, TimeProvider.System, "dupl-shapes-ladder");
        await view.RefreshAsync();
        view.Listed(new()).Count.ShouldBe(9);
        view.Listed(new() { State = SweepCellState.Failed }).ShouldHaveSingleItem().Error.ShouldStartWith("loss/seg");
        view.Listed(new() { Picked = "000000000001,000000000002" }).Select(c => c.Seed).ShouldBe([2, 3]);
        view.AtWork.Select(w => w.Cell.State).ShouldBe([SweepCellState.Running, SweepCellState.Stale]);
    }

    [Fact]
    public void An_address_says_what_is_shown_and_is_read_back()
    {
        var address = new SweepAddress { Tab = SweepTab.Cells, Rows = "cam.highThreshold", Columns = "seed", ByObjective = true, State = SweepCellState.Pruned, Picked = "a,b" };
        SweepAddress.Read(PageQuery.Of(DashboardUrls.Sweep("s", address))).ShouldBe(address);
        DashboardUrls.Sweep("s", new()).ShouldBe("/sweeps/s");
    }

    [Fact]
    public async Task A_draft_begins_only_as_it_was_checked()
    {
        var draft = new SweepDraftView(_tracker.Client, TimeProvider.System) { Yaml = "name: s" };
        draft.CanStart.ShouldBeFalse();
        await draft.CheckAsync();
        draft.CanStart.ShouldBeTrue();
        draft.Yaml = "name: t";
        draft.CanStart.ShouldBeFalse();
        _tracker.SweepCheck = new() { Faults = ["sweep.yaml:1:1: 'base' is missing"], };
        await draft.CheckAsync();
        draft.CanStart.ShouldBeFalse();
        (await draft.StartAsync()).ShouldBeNull();
        draft.Check!.Faults.ShouldHaveSingleItem();
    }

    [Fact]
    public void The_best_so_far_is_of_completed_cells_in_the_order_they_ended()
    {
        var charts = new SweepCharts(_tracker.Sweeps[1].Detail);
        charts.Ended.Select(c => c.EndedAt).ShouldBeInOrder();
        charts.BestSoFar[^1].ShouldBe(charts.Ended.Where(c => c.State == SweepCellState.Completed).Max(c => c.Value));
        charts.BestSoFar.OfType<double>().ShouldBeInOrder();
    }

    [Fact]
    public void What_was_taken_over_from_an_earlier_sweep_stands_at_the_beginning_of_this_one()
    {
        var sweep = _tracker.Sweeps[1].Detail;
        var earlier = sweep.Cells.First(c => c is { State: SweepCellState.Completed, Value: not null }) with { EndedAt = sweep.Summary.CreatedAt.AddDays(-3), ReusedFrom = "earlier" };
        var charts = new SweepCharts(sweep with { Cells = [earlier] });
        charts.Time(charts.Ended.ShouldHaveSingleItem()).ShouldBe(0);
        charts.Unit.ShouldBe("seconds");
        var later = new SweepCharts(sweep with { Cells = [earlier with { EndedAt = sweep.Summary.CreatedAt.AddMinutes(90) }] });
        (later.Time(later.Ended[0]), later.Unit).ShouldBe((90, "minutes"));
    }

    [Fact]
    public async Task An_estimate_is_asked_for_again_when_completed_cells_are_to_be_taken_over()
    {
        var draft = new SweepDraftView(_tracker.Client, TimeProvider.System) { Yaml = "name: s" };
        await draft.CheckAsync();
        draft.CanStart.ShouldBeTrue();
        draft.Reuse = true;
        (draft.Check, draft.CanStart).ShouldBe((null, false));
    }

    [Fact]
    public void A_rung_tells_who_reached_it_and_whom_it_ended()
    {
        var sweep = _tracker.Sweeps[1].Detail;
        var rungs = Rung.Of(sweep);
        var pruned = sweep.Cells.Count(c => c.State == SweepCellState.Pruned);
        rungs.Select(r => (r.Iteration, r.Reached, r.Ended.Count)).ShouldBe([(100, 40, pruned), (300, 40 - pruned, 0)]);
    }
}
