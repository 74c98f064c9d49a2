using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Tracker.Journal;

namespace Platform.Tracker.Tests.Ablations;

public sealed class AblationTableTests
{
    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task A_ladder_of_three_seeds_has_the_figures_of_the_published_table(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        await StoreAsync(host, [.. SomeLadder.All()]);
        var table = await host.Client.AblationsAsync(new() { Filter = "sweep = ladder" });

        table.Switches.ShouldBe(SomeLadder.Switches);
        table.Outputs.ShouldBe(["cam", "seg"]);
        table.Rows.Select(r => (r.Label, r.Kind)).ShouldBe(
            new[] { "baseline", "+dual-student", "+loss-dis", "+dta", "+anf", "+loss-reg" }.Select(label => (label, AblationRowKind.Step)));
        table.Rows.Select(r => r.Scores[0].Score.ToString())
            .ShouldBe(["62.8 ± 3.2 (3)", "65.5 ± 1.1 (3)", "66.1 ± 2.6 (3)", "66.5 ± 1.9 (3)", "66.3 ± 1.9 (3)", "66.5 ± 2.1 (3)"]);
        table.Rows.Select(r => r.Scores[1].Score.ToString())
            .ShouldBe(["71.2 ± 3.9 (3)", "75.8 ± 0.6 (3)", "75.5 ± 2.3 (3)", "76.0 ± 1.3 (3)", "76.2 ± 1.3 (3)", "77.1 ± 1.3 (3)"]);
        table.Rows.Select(r => Figures.Signed(r.Scores[1].Before?.Value)).ShouldBe(["", "+4.6", "−0.3", "+0.5", "+0.2", "+0.9"]);
        table.Rows.Select(r => Figures.Signed(r.Scores[1].Baseline?.Value)).ShouldBe(["", "+4.6", "+4.3", "+4.8", "+5.0", "+5.9"]);
        (table.Excluded.Count, table.Notes.Count, table.Runs).ShouldBe((0, 0, 18));

        // by hand, of the differences 4.3, 4.4 and 8.9: deviation 2.627, error 1.517, t 3.867; for two degrees of freedom p is
        // 1 − t / √(t² + 2), and 95 % lie within 4.3027 errors. Nine different comparisons are in the column.
        var whole = table.Rows[5].Scores[1].Baseline!;
        (whole.Test, whole.OurCount, whole.Comparisons).ShouldBe((DifferenceTest.PairedBySeed, 3, 9));
        whole.PValue!.Value.ShouldBe(0.0608, 5e-5);
        whole.Confidence!.Low.ShouldBe(-0.660, 5e-4);
        whole.Confidence.High.ShouldBe(12.3935, 5e-4);
        whole.Verdict.ShouldBe(DifferenceVerdict.NotShown);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Classes_are_compared_seed_by_seed()
    {
        await using var host = await TestHost.StartAsync();
        await StoreAsync(host,
            SomeLadder.Run([], 1).Evaluated("seg", 70).Completed(700), SomeLadder.Run([], 2).Evaluated("seg", 60).Completed(700),
            SomeLadder.Run(["dta"], 1).Evaluated("seg", 72, apart: 1).Completed(700), SomeLadder.Run(["dta"], 2).Evaluated("seg", 63, apart: 9).Completed(700));
        var table = await host.Client.AblationsAsync(new());

        table.ClassNames.ShouldBe(["background", "disc"]);
        // background 73 and 72 after 75 and 65, disc 71 and 54 after 65 and 55
        var (background, disc) = (table.Rows[1].Classes[0], table.Rows[1].Classes[1]);
        background.Iou.Mean!.Value.ShouldBe(72.5, 1e-4);
        background.Before!.Value!.Value.ShouldBe(2.5, 1e-4);
        (background.Before.Count, background.Before.SameSign).ShouldBe((2, 1));
        disc.Baseline!.Value!.Value.ShouldBe(2.5, 1e-4);
        table.Rows[1].Scores[0].Before!.Verdict.ShouldBe(DifferenceVerdict.TooFewRuns);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_switch_whose_runs_go_exactly_as_those_without_it_is_said_to_do_nothing()
    {
        await using var host = await TestHost.StartAsync();
        SomeJournal Course(string[] on, int seed, double half, double end) =>
            SomeLadder.Run(on, seed).Evaluated("seg", half, iteration: 350).Evaluated("seg", end).Completed(700);
        await StoreAsync(host,
            Course([], 1, 30.1, 70.2), Course([], 2, 28.4, 69.1),
            Course(["dta"], 1, 30.1, 70.2), Course(["dta"], 2, 28.4, 69.1),
            // the same end by another way is a result, not a switch that does nothing
            Course(["dta", "anf"], 1, 30.1, 70.2), Course(["dta", "anf"], 2, 28.5, 69.1));
        var table = await host.Client.AblationsAsync(new());

        table.Rows.Select(r => r.Scores[0].Before?.Verdict).ShouldBe([null, DifferenceVerdict.Identical, DifferenceVerdict.TooFewRuns]);
        DifferenceText.Verdict(table.Rows[1].Scores[0].Before!).ShouldBe("no effect: the same in every evaluation of 2 pairs");
        table.Notes.ShouldHaveSingleItem().ShouldStartWith("+dta changed nothing: its runs have the same mIoU in every evaluation as those of baseline");
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task Runs_that_differ_in_more_than_switches_and_seed_are_left_out_with_the_reason_and_can_be_chosen()
    {
        await using var host = await TestHost.StartAsync();
        SomeJournal[] runs =
        [
            SomeLadder.Run([], 1).Evaluated("seg", 70).Completed(700), SomeLadder.Run(["dta"], 1).Evaluated("seg", 71).Completed(700),
            SomeLadder.Run(["anf"], 1).Evaluated("seg", 72),
            SomeLadder.Run(["anf"], 2).Evaluated("seg", 71, crf: true).Completed(700),
            SomeLadder.Run([], 3, rate: 0.001).Evaluated("seg", 50).Completed(700),
            SomeLadder.Run(["loss-reg"], 4).Completed(700),
            SomeLadder.Run([], 1).Evaluated("seg", 69).Completed(700),
            SomeLadder.Run([], 5, revision: "1111111111").Evaluated("seg", 69).Completed(700),
        ];
        await StoreAsync(host, runs);
        var table = await host.Client.AblationsAsync(new());

        table.Rows.Select(r => r.Label).ShouldBe(["baseline", "+dta"]);
        // all began at the same moment, so the later id counts
        var (older, newer) = runs[0].RunId.CompareTo(runs[6].RunId) < 0 ? (runs[0], runs[6]) : (runs[6], runs[0]);
        table.Rows[0].Runs.Select(r => r.Id).ShouldBe([newer.RunId, runs[7].RunId]);
        table.Excluded.Select(e => (e.Reason, e.Runs.Single().Id)).ShouldBe(
        [
            ("optimizer.learningRate is 0.001, not 0.002", runs[4].RunId),
            ("still running", runs[2].RunId),
            ("not evaluated on this split, or not by this network", runs[5].RunId),
            ("seg evaluated otherwise: scales 1, no flip, CRF, ignores 255, 2 classes; here scales 1, no flip, ignores 255, 2 classes", runs[3].RunId),
            ("the same seed ran again later", older.RunId),
        ], ignoreOrder: true);
        table.Notes.Single().ShouldStartWith("The runs are of 2 code revisions:");

        table.Settings.Select(s => s.Differing["optimizer.learningRate"]).ShouldBe(["0.002", "0.001"]);
        var slow = await host.Client.AblationsAsync(new() { Settings = table.Settings[1].Id });
        slow.Rows.Single().Scores.Single().Score.Mean!.Value.ShouldBe(50, 1e-4);
        slow.Settings[0].Id.ShouldBe(table.Settings[1].Id);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task The_better_network_of_the_last_evaluation_stands_for_a_run_unless_another_rule_is_asked_for()
    {
        await using var host = await TestHost.StartAsync();
        await StoreAsync(host, SomeLadder.Run([], 1)
            .Evaluated("seg", 80, 350, "student-1").Evaluated("seg", 61, 350, "student-2")
            .Evaluated("seg", 70, 700, "student-1").Evaluated("seg", 71, 700, "student-2").Completed(700));
        async Task<double> MeanAsync(AblationRequest request) => (await host.Client.AblationsAsync(request)).Rows.Single().Scores.Single().Score.Mean!.Value;

        (await MeanAsync(new())).ShouldBe(71, 1e-4);
        (await MeanAsync(new() { Network = "student-1" })).ShouldBe(70, 1e-4);
        (await MeanAsync(new() { Selection = ScoreSelection.Best })).ShouldBe(80, 1e-4);
        (await MeanAsync(new() { Selection = ScoreSelection.Best, Network = "student-2" })).ShouldBe(71, 1e-4);
        (await host.Client.AblationsAsync(new())).Choices.Networks.ShouldBe(["student-1", "student-2"]);
        (await host.Client.AblationsAsync(new() { Split = "test" })).Rows.ShouldBeEmpty();
    }

    [Theory(Timeout = Patience.OfTest), OnSqlite, OnPostgres]
    public async Task Experiments_and_sweeps_in_which_switches_vary_are_offered(string database)
    {
        await using var host = await TestHost.StartAsync(database);
        await StoreAsync(host, SomeLadder.Run([], 1), SomeLadder.Run([], 2), SomeLadder.Run(["dta"], 1), SomeLadder.Run(["dta"], 1, sweep: "lonely"));
        (await host.Client.AblationScopesAsync()).ShouldBe([new("wsss", "ladder", "ladder", 3, 2)]);
    }

    [Fact(Timeout = Patience.OfTest)]
    public async Task A_filter_that_cannot_be_understood_is_refused_with_its_place()
    {
        await using var host = await TestHost.StartAsync();
        var refused = await Should.ThrowAsync<BadFilterException>(() => host.Client.AblationsAsync(new() { Filter = "method = " }));
        refused.Error.Parameter.ShouldBe("filter");
        (await host.Client.AblationsAsync(new())).Rows.ShouldBeEmpty();
    }

    static async Task StoreAsync(TestHost host, params SomeJournal[] runs)
    {
        foreach (var run in runs)
            await host.Get<JournalStore>().StoreAsync(run.Lines, CancellationToken.None);
    }
}
