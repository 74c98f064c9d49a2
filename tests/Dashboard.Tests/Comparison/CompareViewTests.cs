using Platform.Contracts.Api;
using Platform.Dashboard.Charts;
using Platform.Dashboard.Comparison;
using Platform.Dashboard.Tests.Hosting;
using Platform.TestKit;

namespace Platform.Dashboard.Tests.Comparison;

public sealed class CompareViewTests : IAsyncLifetime
{
    TrackerApi _tracker = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerApi.StartAsync();
        foreach (var (method, seed) in new[] { ("baseline", 1), ("baseline", 2), ("dupl", 1) })
        {
            var run = new RecordedRun($"{method}-{seed}", seed, method) { Status = RunStatus.Completed };
            run.GrowTo(500);
            _tracker.Runs.Add(run);
        }
    }

    CompareState State => new() { Runs = [.. _tracker.Runs.Select(r => r.Id)] };

    CompareView View() => new(_tracker.Client, TimeProvider.System);

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_chart_asks_for_points_only_once_it_was_seen_and_again_only_for_what_changed()
    {
        var view = View();
        await view.ShowAsync(State with { Metrics = ["loss/cls", "miou/val/seg"] });
        view.Curves.Panels.Select(p => p.Title).ShouldBe(["loss/cls", "miou/val/seg"]);
        Series().ShouldBe(0);

        await view.Curves.SeeAsync(view.Curves.Panels[0], view);
        view.Curves.Panels[0].Series.Count.ShouldBe(3);
        Series().ShouldBe(1);
        await view.ShowAsync(view.State with { Smoothing = 0.9, LogY = true });
        Series().ShouldBe(1, "how a curve is drawn is the browser's business");
        await view.ShowAsync(view.State with { From = 100, To = 200 });
        Series().ShouldBe(2);
        _tracker.Asked.Last().ShouldContain("from=100");
        view.Curves.Panels[0].Series[0].X[0].ShouldBe(100);
        view.Curves.Panels[1].Series.ShouldBeEmpty();

        int Series() => _tracker.Asked.Count(a => a.StartsWith("/api/comparison/series", StringComparison.Ordinal));
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_hidden_run_keeps_its_look_and_everybody_else_theirs()
    {
        var view = View();
        await view.ShowAsync(State with { Metrics = ["loss/cls"] });
        var before = view.Looks.Select(l => l.Style).ToArray();
        await view.ShowAsync(view.State with { Hidden = [view.Looks[1].Key] });
        view.Looks.Select(l => l.Style).ShouldBe(before);
        await view.Curves.SeeAsync(view.Curves.Panels[0], view);
        view.Curves.Panels[0].Series.Select(s => s.Style).ShouldBe([before[0], before[2]]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Groups_are_drawn_as_a_mean_with_a_band_and_say_how_many_seeds_they_have()
    {
        var view = View();
        await view.ShowAsync(State with { By = RunComparison.AllButSeed, Metrics = ["loss/cls"] });
        await view.Curves.SeeAsync(view.Curves.Panels[0], view);
        var series = view.Curves.Panels[0].Series;
        series.Select(s => s.Label).ShouldBe(["method baseline (2 seeds)", "method dupl"]);
        series[0].Low.ShouldNotBeNull();
        series[1].Low.ShouldBeNull();
        await view.ShowAsync(view.State with { Band = null });
        view.Curves.Panels[0].Series[0].Low.ShouldBeNull();
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Heads_are_laid_out_by_output_or_over_one_chart()
    {
        var view = View();
        await view.ShowAsync(State with { Tab = CompareTab.Heads });
        view.Curves.Panels.Select(p => p.Title).ShouldBe(["mIoU, cam", "mIoU, seg"], ignoreOrder: true);
        await view.ShowAsync(view.State with { Facet = HeadFacet.None });
        var all = view.Curves.Panels.ShouldHaveSingleItem();
        await view.Curves.SeeAsync(all, view);
        all.Series.Count.ShouldBe(6);
        all.Series.Select(s => s.Style).Distinct().Count().ShouldBe(6);
        all.Series.Select(s => s.Label).ShouldContain("method dupl · seed 1 · cam");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_baseline_comes_first_in_classes_and_results_and_too_few_runs_are_said_to_be()
    {
        var view = View();
        await view.ShowAsync(State with { Tab = CompareTab.Classes });
        await view.ShowAsync(view.State with { Baseline = view.Looks[2].Key });
        view.Classes.Groups[0].Key.ShouldBe(view.Looks[2].Key);
        view.Classes.Caution.ShouldNotBeNull().ShouldContain("single run");
        view.Classes.Answer!.Mean.Groups[0].Difference.ShouldBeNull();

        await view.ShowAsync(view.State with { Tab = CompareTab.Table, Metrics = ["miou/val/seg"] });
        view.Results.Groups.Select(g => g.Index).ShouldBe([2, 0, 1]);
        ResultsText.Markdown(view).ShouldContain("| method dupl · seed 1 | ");
        var csv = ResultsText.Csv(view).Split('\n');
        csv[0].ShouldStartWith("group,metric,statistic,n,mean,std");
        csv[2].ShouldContain("too few to claim anything");
        ResultsText.Latex(view).ShouldContain("\\toprule");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Without_a_choice_the_newest_runs_are_offered_and_a_wrong_grouping_is_shown()
    {
        var view = View();
        await view.ShowAsync(new());
        view.Offered.Count.ShouldBe(3);
        await view.ShowAsync(State with { By = "wrong" });
        view.Problem!.Caret.ShouldBe("wrong\n^^^^^");
        await view.ShowAsync(State);
        view.Problem.ShouldBeNull();
        view.Looks.Count.ShouldBe(3);
    }

    [Fact]
    public void Labels_of_switches_name_those_that_are_on()
    {
        Look(("a", "true"), ("b", "false"), ("rate", "0.1")).ShouldBe("+a · rate 0.1");
        Look(("a", "false"), ("b", "false"), ("c", "false")).ShouldBe("none of 3 switches");
        Look(("a", "false")).ShouldBe("no a");
        Look().ShouldBe("the run");

        static string Look(params (string Name, string Value)[] parts) => new ComparedLook(new()
        {
            Key = "k", Label = [.. parts.Select(p => new LegendPart(p.Name, p.Name, p.Value))],
            Runs = [new() { Id = default, Name = "the run", Seed = 1, Status = default, Iteration = 0, TotalIterations = 0, StartedAt = default, AppliedSequence = 0, Phases = [] }],
        }, 0, false, false).Label;
    }

    [Fact]
    public void Twenty_groups_all_look_different()
    {
        var styles = Enumerable.Range(0, 20).Select(i => new ComparedLook(null!, i, false, false).Style).ToArray();
        styles.Distinct().Count().ShouldBe(20);
        styles.Select(s => s.Color).Distinct().Count().ShouldBe(SeriesStyle.Colors);
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();
}
