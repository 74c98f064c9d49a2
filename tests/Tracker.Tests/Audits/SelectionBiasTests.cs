using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Reports;
using Platform.Tracker.Audits.SelectionBias;
using Platform.Contracts.Events;

namespace Platform.Tracker.Tests.Audits;

public class SelectionBiasTests
{
    [Fact]
    public void Seeds_left_out_and_runs_that_did_not_complete_are_counted()
    {
        var runs = new[]
        {
            new SomeJournal().Started("s0").Evaluation(100, 80).Completed(100), new SomeJournal().Started("s1").Evaluation(100, 60).Completed(100),
            new SomeJournal().Started("s2").Evaluation(100, 40).Add(new RunStopped { FinalIteration = 50, Reason = "command" }),
        };
        var claims = ClaimsReader.Parse("c", SomeClaims.Text("run: s0\nnumber: { value: 80 }"), out _);
        var group = SelectionReport.Of([.. runs.Select(r => r.Evidence())], claims).Groups.ShouldHaveSingleItem();
        (group.Launched, group.Completed, group.Stopped, group.Failed).ShouldBe((3, 2, 1, 0));
        group.ReportedSeeds.ShouldBe([7]);
        group.Warnings.ShouldContain(w => w.StartsWith("1 of 3 runs did not complete", StringComparison.Ordinal));
        group.Warnings.ShouldContain(w => w.StartsWith("1 of 3 runs are reported", StringComparison.Ordinal));
        group.Warnings.ShouldContain(w => w.StartsWith("every run left out is below", StringComparison.Ordinal));
    }

    [Fact]
    public void The_best_is_held_against_the_last()
    {
        var run = new SomeJournal().Started().Evaluation(100, 40).Evaluation(200, 80).Evaluation(300, 60).Completed(300).Evidence();
        var row = SelectionReport.Of([run], null).Rows.ShouldHaveSingleItem();
        (row.Evaluations, row.Best.Iteration, row.Last.Iteration).ShouldBe((3, 200, 300));
        row.Gain.ShouldBeGreaterThan(0);
        row.Warnings.ShouldContain(w => w.Contains("above the last"));
    }

    [Fact]
    public void A_checkpoint_scored_on_the_split_that_chose_it_is_told()
    {
        var run = new SomeJournal().Started().Evaluation(100, 80).Checkpoint(100).Evaluation(200, 60).Completed(200).Evaluation(100, 80, ofCheckpoint: true).Evidence();
        var final = SelectionReport.Of([run], null).Rows.Single(r => r.Last.IsFinal);
        final.Warnings.ShouldContain(w => w.Contains("chosen by miou/val/seg") && w.Contains("biased upwards"));
    }

    [Fact]
    public void The_report_reads_as_text()
    {
        var run = new SomeJournal().Started("s0").Evaluation(100, 80).Completed(100).Evidence();
        string.Join('\n', SelectionText.Lines(SelectionReport.Of([run], null))).ShouldSatisfyAllConditions(
            t => t.ShouldContain("launched 1, completed 1, failed 0, stopped 0; seeds 7"), t => t.ShouldContain("1 evaluations"));
    }
}
