using Platform.Contracts.Events;
using Platform.Tracker.Audits.Verdicts;

namespace Platform.Tracker.Tests.Audits;

/// <summary>Claims about runs of ours, from their journals.</summary>
public class RunClaimsTests
{
    // one class right half of the time, one in no ground truth
    static readonly EvaluationCompleted s_half = new()
    {
        Iteration = 100, Split = "val", Output = "seg", Network = "student", ClassNames = ["a", "b"], Confusion = [[1, 1], [0, 0]], ImageCount = 1, MeanIou = 50,
        Protocol = new() { Scales = [1], Flip = false, Crf = false, ImageLabels = false, IgnoreIndex = 255, Thresholds = new Dictionary<string, double>() },
    };

    // SomeJournal's evaluation of "right": IoU of its classes, the mean recomputed by hand
    static decimal Mean(int right)
    {
        var (bg, cat, dog) = (10m * right, 1000m - 10 * right, 100m - right);
        return 100 * (bg / (1000 + 2 * dog) + right / (100m + cat) + right / 100m) / 3;
    }

    static string Rounded(int right) => Math.Round(Mean(right), 1, MidpointRounding.AwayFromZero).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    static SomeJournal Run(string name = "run") => new SomeJournal().Started(name, method: "dupl").Evaluation(100, 40).Evaluation(200, 80).Evaluation(300, 60).Completed(300);

    [Fact]
    public void An_mIoU_is_recomputed_from_the_confusion_matrix_not_taken_from_the_trainer()
    {
        var found = SomeClaims.Audit(Run().Evidence(), $"number: {{ value: {Rounded(60)}, select: last }}");
        found.Verdict.ShouldBe(Verdict.ConfirmedAfterRounding, found.Reason);
        found.Steps.ShouldContain(s => s.Contains("mean of 3 classes"));
        found.Steps.ShouldContain(s => s.Contains("pixels labelled 255 were not counted"));
        found.Warnings.ShouldContain(w => w.Contains("the trainer said an mIoU of 60, but its counts give"));
        found.Evidence[0].Place.Sequence.ShouldBe(4);
    }

    [Fact]
    public void A_best_passed_off_as_the_last_is_named()
    {
        var found = SomeClaims.Audit(Run().Evidence(), $"number: {{ value: {Rounded(80)}, select: last }}");
        found.Verdict.ShouldBe(Verdict.Contradicted);
        found.Reason.ShouldContain("the best of the run passed off as the last");
    }

    [Fact]
    public void The_best_checkpoint_scored_after_training_is_not_the_last()
    {
        var run = new SomeJournal().Started().Evaluation(100, 80).Checkpoint(100).Evaluation(200, 60).Checkpoint(200).Completed(200).Evaluation(100, 80, ofCheckpoint: true).Evidence();
        SomeClaims.Audit(run, $"number: {{ value: {Rounded(60)}, select: last }}").Verdict.ShouldBe(Verdict.ConfirmedAfterRounding);
        var passedOff = SomeClaims.Audit(run, $"number: {{ value: {Rounded(80)}, select: last }}");
        passedOff.Verdict.ShouldBe(Verdict.Contradicted);
        passedOff.Reason.ShouldContain("passed off as the last");
        var final = SomeClaims.Audit(run, $"number: {{ value: {Rounded(80)}, select: final }}");
        final.Verdict.ShouldBe(Verdict.ConfirmedAfterRounding);
        final.Warnings.ShouldContain(w => w.Contains("the checkpoint that is best by miou/val/seg, on val, the split it reports"));
    }

    [Fact]
    public void A_best_that_says_so_is_confirmed_with_the_split_that_chose_it()
    {
        var found = SomeClaims.Audit(Run().Evidence(), $"number: {{ value: {Rounded(80)}, select: best }}");
        found.Verdict.ShouldBe(Verdict.ConfirmedAfterRounding);
        found.Warnings.ShouldContain(w => w.Contains("chosen on val, the split it reports"));
    }

    [Fact]
    public void A_claim_that_does_not_say_what_it_chose_is_told_the_last()
    {
        var found = SomeClaims.Audit(Run().Evidence(), $"number: {{ value: {Rounded(80)} }}");
        found.Verdict.ShouldBe(Verdict.ConfirmedAfterRounding);
        found.Warnings.ShouldContain(w => w.Contains("does not say that this evaluation was chosen"));
    }

    [Theory]
    [InlineData("at: 200", 80, Verdict.ConfirmedAfterRounding)]
    [InlineData("at: 200", 60, Verdict.Contradicted)]
    [InlineData("at: 250", 60, Verdict.NotDerivable)]
    [InlineData("select: final", 60, Verdict.NotDerivable)]
    [InlineData("output: cam", 60, Verdict.NotDerivable)]
    [InlineData("split: test", 60, Verdict.ProtocolMismatch)]
    [InlineData("protocol: { crf: true }", 60, Verdict.ProtocolMismatch)]
    [InlineData("protocol: { crf: true }", 61, Verdict.NotDerivable)]
    [InlineData("protocol: { scales: single }", 60, Verdict.ProtocolMismatch)]
    [InlineData("protocol: { scales: multi, flip: true }", 60, Verdict.ConfirmedAfterRounding)]
    [InlineData("protocol: { backbone: ViT-L }", 60, Verdict.ProtocolMismatch)]
    public void Selection_and_protocol_decide(string members, int right, object verdict) =>
        SomeClaims.Audit(Run().Evidence(), $"number: {{ value: {Rounded(right)}, {members} }}").Verdict.ShouldBe((Verdict)verdict);

    [Fact]
    public void What_an_attempt_did_past_its_checkpoint_is_not_the_run_s()
    {
        var run = new SomeJournal().Started().Evaluation(100, 40).Evaluation(200, 80).Resumed(100).Evaluation(200, 60).Completed(200).Evidence();
        SomeClaims.Audit(run, $"number: {{ value: {Rounded(80)}, select: best }}").Verdict.ShouldBe(Verdict.Contradicted);
        SomeClaims.Audit(run, $"number: {{ value: {Rounded(60)}, at: 200 }}").Verdict.ShouldBe(Verdict.ConfirmedAfterRounding);
    }

    [Fact]
    public void The_better_of_two_students_is_told_unless_the_claim_names_one()
    {
        var run = new SomeJournal().Started().Evaluation(100, 60, network: "student-1").Evaluation(100, 80, network: "student-2").Completed(100).Evidence();
        SomeClaims.Audit(run, $"number: {{ value: {Rounded(80)} }}").Warnings.ShouldContain(w => w.Contains("better of 2 networks"));
        SomeClaims.Audit(run, $"number: {{ value: {Rounded(80)}, network: student-2 }}").Warnings.ShouldNotContain(w => w.Contains("better of 2 networks"));
        SomeClaims.Audit(run, $"number: {{ value: {Rounded(80)}, network: student-1 }}").Verdict.ShouldBe(Verdict.Contradicted);
    }

    [Fact]
    public void A_class_and_the_pixels_can_be_claimed_too()
    {
        SomeClaims.Audit(Run().Evidence(), "number: { metric: IoU, class: dog, value: 60 }").Verdict.ShouldBe(Verdict.Confirmed);
        SomeClaims.Audit(Run().Evidence(), "number: { metric: pixel accuracy, value: 60 }").Verdict.ShouldBe(Verdict.Confirmed);
    }

    [Fact]
    public void A_logged_metric_is_compared_within_float32()
    {
        var run = new SomeJournal().Started().Metric("loss/seg", 1, 0.5, 0.25, (double)0.15f).Evidence();
        var found = SomeClaims.Audit(run, "number: { metric: loss/seg, value: 0.15, at: 3 }");
        found.Verdict.ShouldBe(Verdict.ConfirmedAfterRounding, found.Reason);
        SomeClaims.Audit(run, "number: { metric: loss/seg, value: 0.16, at: 3 }").Verdict.ShouldBe(Verdict.Contradicted);
    }

    [Theory]
    [InlineData("optimizer.rate", "1e-3", Verdict.Confirmed)]
    [InlineData("rate", "0.001", Verdict.Confirmed)]
    [InlineData("rate", "0.002", Verdict.ProtocolMismatch)]
    [InlineData("backbone", "ViT-Tiny", Verdict.Confirmed)]
    [InlineData("patch-contrast", "true", Verdict.Confirmed)]
    [InlineData("momentum", "0.9", Verdict.NotDerivable)]
    public void A_setting_is_checked_against_the_configuration(string name, string value, object verdict) =>
        SomeClaims.Audit(Run().Evidence(), $"parameter: {{ name: {name}, value: {value} }}").Verdict.ShouldBe((Verdict)verdict);

    [Fact]
    public void The_mean_over_seeds_is_computed_and_a_best_passed_off_as_it_is_named()
    {
        SomeJournal Seed(string name, int right) => new SomeJournal().Started(name).Evaluation(100, right).Completed(100);
        var runs = new[] { Seed("s0", 40).Evidence(), Seed("s1", 60).Evidence(), Seed("s2", 80).Evidence() };
        var mean = (Mean(40) + Mean(60) + Mean(80)) / 3;
        var written = Math.Round(mean, 2).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        var found = SomeClaims.Audit(runs, $"runs: \"s*\"\nnumber: {{ value: {written}, select: last, seeds: mean }}", $"runs: \"s*\"\nnumber: {{ value: {Rounded(80)}, select: last, seeds: mean }}",
            $"runs: \"s*\"\nnumber: {{ value: {Rounded(60)}, select: last, seeds: median }}", $"runs: \"s*\"\nnumber: {{ value: {Rounded(60)} }}");
        found.Select(f => f.Verdict).ShouldBe([Verdict.ConfirmedAfterRounding, Verdict.Contradicted, Verdict.ConfirmedAfterRounding, Verdict.NotDerivable]);
        found[0].Evidence.Count.ShouldBe(3);
        found[1].Warnings.ShouldContain(w => w.Contains("a best passed off as the mean"));
        found[3].Reason.ShouldContain("3 logs or runs fit");
    }

    [Fact]
    public void Evidence_whose_chain_is_broken_says_so_in_every_verdict()
    {
        var run = new SomeJournal().Started().Add(s_half, previousHash: new string('a', 64)).Completed(100).Evidence();
        SomeClaims.Audit(run, "number: { value: 50 }").Warnings.ShouldContain(w => w.Contains("chain is broken"));
    }

    [Fact]
    public void An_absent_class_is_left_out_of_the_mean_and_said()
    {
        var run = new SomeJournal().Started().Add(s_half).Completed(100).Evidence();
        var found = SomeClaims.Audit(run, "number: { value: 50 }");
        found.Verdict.ShouldBe(Verdict.Confirmed);
        found.Steps.ShouldContain(s => s.Contains("1 classes are not in the ground truth and left out"));
    }
}
