using Platform.Dashboard.Charts;
using Platform.Dashboard.SingleRun;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

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

    IEnumerable<MetricPanel> Panels => _view.Sections.SelectMany(s => s.Panels);

    ChartSeries Curve(string metric) => _view.SeriesOf(Panels.Single(p => p.Names.Contains(metric))).Single(s => s.Name == metric);

    IEnumerable<int> Iterations(string metric) => Curve(metric).X.Select(x => (int)x);

    string[] SeriesAsked() => [.. _tracker.Asked.Where(a => a.Contains("/series", StringComparison.Ordinal))];

    [Fact(Timeout = Patience.OfTest)]
    public async Task New_points_are_asked_for_from_the_cursor_and_old_ones_never_again()
    {
        _run.GrowTo(51);
        await UpdateAsync();
        _tracker.Asked.Clear();
        await UpdateAsync();
        SeriesAsked().ShouldBeEmpty();

        _run.GrowTo(59);
        await UpdateAsync();
        SeriesAsked().ShouldHaveSingleItem().ShouldContain("from=52");
        Iterations("loss/cls").ShouldBe(Enumerable.Range(1, 59));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_metric_that_starts_later_joins_its_chart()
    {
        _run.GrowTo(399);
        await UpdateAsync();
        _view.Names.ShouldNotContain("loss/seg");
        _run.GrowTo(405);
        await UpdateAsync();
        Iterations("loss/seg").ShouldBe([400, 401, 402, 403, 404, 405]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Metrics_are_grouped_by_prefix_with_losses_and_miou_first_and_system_metrics_have_their_own_view()
    {
        _run.GrowTo(100);
        await UpdateAsync();
        _view.Sections.Select(s => s.Key).ShouldBe(["loss", "miou", "lr", "rate"]);
        _view.Sections[1].Panels[0].Group.Unit.ShouldBe("mIoU (%)");
        var system = new CurvesView(_run.Id, _tracker.Client, system: true);
        await system.UpdateAsync(_run.Detail, new() { System = true }, CancellationToken.None);
        system.Names.ShouldBe(["system/cpu", "system/memory"]);
        system.Sections.Single().Panels.Select(p => p.Group.Unit).ShouldBe(["%", "GiB"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Of_many_metrics_only_those_in_sight_are_ever_asked_for()
    {
        var run = new RecordedRun("wide") { MoreMetrics = [.. Enumerable.Range(0, 1500).Select(i => $"grad-norm/block{i / 100}/layer{i % 100}")] };
        _tracker.Runs.Add(run);
        run.GrowTo(20);
        var view = new CurvesView(run.Id, _tracker.Client);
        await view.UpdateAsync(run.Detail, new(), CancellationToken.None);
        var gradients = view.Sections.Single(s => s.Key == "grad-norm");
        (gradients.Count, view.IsOpen(gradients)).ShouldBe((1500, false));
        gradients.Panels.ShouldAllBe(p => p.Names.Count <= MetricSection.CurvesAPanel);
        gradients.Panels.SelectMany(p => p.Names).Distinct().Count().ShouldBe(1500);
        SeriesAsked().ShouldAllBe(a => !a.Contains("grad-norm", StringComparison.Ordinal));

        var opened = view.Toggled(gradients);
        await view.UpdateAsync(run.Detail, opened, CancellationToken.None);
        view.See([gradients.Panels[7].Key]);
        _tracker.Asked.Clear();
        await view.UpdateAsync(run.Detail, opened, CancellationToken.None);
        var asked = SeriesAsked().ShouldHaveSingleItem();
        gradients.Panels[7].Names.ShouldAllBe(n => asked.Contains(Uri.EscapeDataString(n), StringComparison.Ordinal));
        asked.Split("name=").Length.ShouldBe(1 + gradients.Panels[7].Names.Count);

        await view.UpdateAsync(run.Detail, new() { Search = "block3 layer42" }, CancellationToken.None);
        view.Sections.Single().Panels.Single().Names.ShouldBe(["grad-norm/block3/layer42"]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Zooming_asks_for_the_range_alone_and_going_back_keeps_the_overview()
    {
        _run.GrowTo(300);
        await UpdateAsync();
        await UpdateAsync(new(100, 120));
        Iterations("loss/cls").ShouldBe(Enumerable.Range(100, 21));
        SeriesAsked()[^1].ShouldContain("from=100&to=120");

        _tracker.Asked.Clear();
        await UpdateAsync();
        Iterations("loss/cls").Count().ShouldBe(300);
        SeriesAsked().ShouldBeEmpty();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_resumed_run_is_read_anew_because_shown_points_may_be_superseded()
    {
        _run.GrowTo(51);
        await UpdateAsync();
        _run.Attempt = 2;
        _tracker.Asked.Clear();
        await UpdateAsync();
        SeriesAsked().ShouldHaveSingleItem().ShouldNotContain("from=");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_x_axis_is_epochs_time_or_any_metric_and_places_turn_back_into_iterations()
    {
        _run.GrowTo(500);
        await UpdateAsync(new() { X = CurveAxis.Epoch });       // 16 of 2,000 images an iteration
        Curve("loss/cls").X[^1].ShouldBe(4, 1e-9);
        _view.Axis.IterationAt!(2).ShouldBe(250, 1e-9);

        await UpdateAsync(new() { X = CurveAxis.Elapsed });     // five iterations a second
        Curve("loss/cls").X[^1].ShouldBe(100, 1e-6);
        await UpdateAsync(new() { X = CurveAxis.Time });
        (Curve("loss/cls").X[^1] - _run.Started.ToUnixTimeMilliseconds() / 1000.0).ShouldBe(100, 1e-3);
        _view.Axis.IterationAt!(Curve("loss/cls").X[249]).ShouldBe(250, 1e-3);

        await UpdateAsync(new() { X = "lr/backbone" });         // falls: the curve is put in order of it
        var curve = Curve("loss/cls");
        curve.X.ShouldBe(curve.X.Order());
        curve.X.Count.ShouldBe(500);
        _view.Axis.IterationAt.ShouldBeNull();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_curve_that_did_not_change_is_handed_on_as_it_is()
    {
        _run.GrowTo(100);
        await UpdateAsync(new() { X = "lr/backbone" });
        var before = Curve("loss/cls");
        await UpdateAsync(new() { X = "lr/backbone", Log = true });
        Curve("loss/cls").ShouldBeSameAs(before);
    }

    [Fact]
    public void Settings_written_to_an_address_and_read_back_are_the_same()
    {
        var run = Guid.Parse("0199e2a0-0000-7000-8000-000000000001");
        DashboardUrls.Run(run).ShouldBe($"/runs/{run}");
        DashboardUrls.Entry(run, 12).ShouldBe($"/runs/{run}?tab=journal&entry=12");
        DashboardUrls.Run(run, new CurveSettings(100, 200, Log: true)).ShouldBe($"/runs/{run}?from=100&to=200&log=1");
        IPartSettings[] parts =
        [
            new CurveSettings(100, 200, true, 0.95) { LogX = true, X = "lr/a,b", Search = "cls aux", Toggled = ["loss", "a,b"] },
            new CurveSettings { System = true, X = CurveAxis.Time },
            new ClassSettings { At = 200, Sort = "seg · val", Descending = true, Matrix = 1, Norm = Normalized.Column, ByErrors = true, Drawn = ["star"] },
            new PreviewSettings { At = 100, Opacity = 0, Hidden = ["star"], HiddenKinds = ["cam"], Large = true },
            new LogSettings { Search = "50 %", ErrorsOnly = true, Times = true },
            new ConfigSettings { Search = "rate" }, new JournalSettings { Page = 3 }, new JournalSettings { Entry = 70 }, new CheckpointSettings(),
        ];
        foreach (var part in parts)
        {
            var address = DashboardUrls.Run(run, part);
            var read = new RunParts();
            read.Read("http://host" + address);
            read.Tab.ShouldBe(part.Tab);
            DashboardUrls.Run(run, read.Open).ShouldBe(address);
        }
    }

    [Theory]
    [InlineData("from=200&to=100", "")]
    [InlineData("ema=7", "?ema=0.999")]
    [InlineData("ema=x&from=a", "")]
    public void What_makes_no_sense_in_an_address_is_left_out(string query, string read)
    {
        var run = Guid.Parse("0199e2a0-0000-7000-8000-000000000001");
        DashboardUrls.Run(run, CurveSettings.Read(PageQuery.Of("http://host/?" + query))).ShouldBe($"/runs/{run}{read}");
    }
}
