using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;

namespace Platform.Dashboard.Tests.SingleRun;

public sealed class CurvesViewTests : IAsyncLifetime
{
    TrackerApi _tracker = null!;
    RecordedRun _run = null!;
    CurvesView _view = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        _tracker.Runs.Add(_run = new("a"));
        _view = new(_run.Id, _tracker.Client);
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    Task UpdateAsync(CurveSettings? settings = null) => _view.UpdateAsync(_run.Detail, settings ?? new(), CancellationToken.None);

    IReadOnlyList<int> Iterations(string metric) => _view.Charts.SelectMany(c => c.Series).Single(s => s.Name == metric).Iterations;

    string[] SeriesAsked() => [.. _tracker.Asked.Where(a => a.Contains("/series", StringComparison.Ordinal))];

    [Fact(Timeout = 20_000)]
    public async Task New_points_are_asked_for_from_the_cursor_and_old_ones_never_again()
    {
        _run.GrowTo(50);
        await UpdateAsync();
        _tracker.Asked.Clear();
        await UpdateAsync();
        SeriesAsked().ShouldBeEmpty();

        _run.GrowTo(60);
        await UpdateAsync();
        SeriesAsked().ShouldHaveSingleItem().ShouldContain("from=51");
        Iterations("loss/cls").ShouldBe(Enumerable.Range(1, 60));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_metric_that_starts_later_joins_its_chart()
    {
        _run.GrowTo(399);
        await UpdateAsync();
        _view.Charts[0].Series.Select(s => s.Name).ShouldNotContain("loss/seg");
        _run.GrowTo(405);
        await UpdateAsync();
        Iterations("loss/seg").ShouldBe([400, 401, 402, 403, 404, 405]);
    }

    [Fact(Timeout = 20_000)]
    public async Task Metrics_are_grouped_by_prefix_with_losses_and_miou_first()
    {
        _run.GrowTo(100);
        await UpdateAsync();
        _view.Charts.Select(c => c.Group.Key).ShouldBe(["loss", "miou", "lr", "rate"]);
        _view.Charts[1].Group.Unit.ShouldBe("mIoU (%)");
    }

    [Fact(Timeout = 20_000)]
    public async Task Zooming_asks_for_the_range_alone_and_going_back_keeps_the_overview()
    {
        _run.GrowTo(300);
        await UpdateAsync();
        await UpdateAsync(new(100, 120));
        Iterations("loss/cls").ShouldBe(Enumerable.Range(100, 21));
        SeriesAsked()[^1].ShouldContain("from=100&to=120");

        _tracker.Asked.Clear();
        await UpdateAsync();
        Iterations("loss/cls").Count.ShouldBe(300);
        SeriesAsked().ShouldBeEmpty();
    }

    [Fact(Timeout = 20_000)]
    public async Task A_resumed_run_is_read_anew_because_shown_points_may_be_superseded()
    {
        _run.GrowTo(50);
        await UpdateAsync();
        _run.Attempt = 2;
        _tracker.Asked.Clear();
        await UpdateAsync();
        SeriesAsked().ShouldHaveSingleItem().ShouldNotContain("from=");
    }

    [Fact]
    public void Settings_written_to_an_address_and_read_back_are_the_same()
    {
        var run = Guid.Parse("0199e2a0-0000-7000-8000-000000000001");
        DashboardUrls.Run(run).ShouldBe($"/runs/{run}");
        DashboardUrls.Run(run, RunTab.Journal, new(1, 2)).ShouldBe($"/runs/{run}?tab=journal");
        DashboardUrls.Run(run, RunTab.Curves, new(100, 200, Log: true)).ShouldBe($"/runs/{run}?from=100&to=200&log=1");
        CurveSettings.Read(100, 200, "1", null).ShouldBe(new CurveSettings(100, 200, Log: true));
        CurveSettings.Read(200, 100, null, "1").ShouldBe(new CurveSettings(Smooth: true));
    }
}
