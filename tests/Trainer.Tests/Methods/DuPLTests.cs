using Platform.Contracts;
using Platform.Contracts.Events;

namespace Platform.Trainer.Tests.Methods;

/// <summary>DuPL as a run sees it; its numbers are held by the fixtures of whole training steps.</summary>
[Collection(nameof(TrainLoopTests))]
public sealed class DuPLTests(TinyDuPL dupl) : IClassFixture<TinyDuPL>
{
    [Fact]
    public void It_goes_through_its_phases_and_scores_both_students()
    {
        var run = dupl.Plain;

        run.Events.OfType<PhaseChanged>().Select(p => (p.Iteration, p.To))
            .ShouldBe([(1, "classifier-warmup"), (5, "cross-supervision"), (9, "noise-filtering")]);
        Iterations(run, "loss/cls").ShouldBe(Enumerable.Range(1, 16));
        Iterations(run, "loss/ptc").ShouldBe(Enumerable.Range(1, 16));
        Iterations(run, "loss/dis").ShouldBe(Enumerable.Range(1, 16));
        Iterations(run, "loss/seg").ShouldBe(Enumerable.Range(5, 12));
        Iterations(run, "loss/reg").ShouldBe(Enumerable.Range(9, 8));
        run.Events.OfType<EvaluationCompleted>().Select(e => $"{e.Output} {e.Network}").Distinct().Order().ShouldBe(
            ["cam student-1", "cam student-2", "cam-aux student-1", "cam-aux student-2", "seg student-1", "seg student-2"]);
        run.Last<RunCompleted>().FinalIteration.ShouldBe(16);
    }

    [Fact]
    public void What_a_tracker_should_see_is_logged_in_its_phase()
    {
        var run = dupl.Plain;
        Values(run, "threshold/high").First().ShouldBe(0.65, 1e-6);
        Values(run, "threshold/high").Last().ShouldBeLessThan(0.4);
        Iterations(run, "threshold/class/ball").ShouldBe(Enumerable.Range(5, 12));
        Iterations(run, "anf/student-2/fits").ShouldBe(Enumerable.Range(9, 8));
        Values(run, "students/cosine").ShouldAllBe(v => v >= -1 && v <= 1);
        var shares = Values(run, "labels/student-1/background").Zip(
            Values(run, "labels/student-1/foreground"), Values(run, "labels/student-1/ignored")).Select(s => s.First + s.Second + s.Third);
        shares.ShouldAllBe(sum => Math.Abs(sum - 1) < 1e-5);
        var (before, after) = (Values(run, "labels/student-1/ignored").Skip(4), Values(run, "labels/student-1/ignored-after"));
        before.Zip(after, Values(run, "anf/student-1/filtered")).ShouldAllBe(s => Math.Abs(s.First + s.Third - s.Second) < 1e-5);
    }

    [Theory]
    [InlineData("dual-student", "loss/dis")]
    [InlineData("loss-dis", "loss/dis")]
    [InlineData("loss-reg", "loss/reg")]
    [InlineData("ptc", "loss/ptc")]
    [InlineData("anf", "anf/student-1/fits")]
    [InlineData("dta", "threshold/class/ball")]
    public void A_switch_takes_its_part_away_and_leaves_the_others(string name, string metric)
    {
        Iterations(dupl.Plain, metric).ShouldNotBeEmpty();
        var without = dupl.Train($"switches.{name}=false");
        Iterations(without, metric).ShouldBeEmpty();
        Iterations(without, "loss/seg").ShouldBe(Enumerable.Range(5, 12));
    }

    [Theory]
    [InlineData("par=false")]
    [InlineData("balanced-seg=false")]
    [InlineData("scaled-box=true")]
    [InlineData("common-start=false")]
    public void A_switch_changes_what_is_learned(string setting) =>
        Values(dupl.Train("switches." + setting), "loss/total").Last().ShouldNotBe(Values(dupl.Plain, "loss/total").Last());

    [Fact]
    public void With_different_augmentations_the_second_student_sees_other_colours()
    {
        const string Blurred = "dataset.blur.probability=1";
        Values(dupl.Train(Blurred, "switches.diff-aug=true"), "students/cosine")[0].ShouldNotBe(Values(dupl.Train(Blurred), "students/cosine")[0]);
    }

    [Fact]
    public void One_student_teaches_itself()
    {
        var run = dupl.Train("switches.dual-student=false");
        Values(run, "threshold/high").Last().ShouldBeLessThan(0.4);
        Iterations(run, "labels/student/foreground").ShouldBe(Enumerable.Range(5, 12));
        run.Events.OfType<EvaluationCompleted>().Select(e => e.Network).Distinct().ShouldBe(["student"]);
    }

    [Fact]
    public void Terms_are_computed_one_iteration_before_they_weigh()
    {
        var run = dupl.Plain;
        var (cls, ptc, dis, seg, reg) = (At("cls"), At("ptc"), At("dis"), At("seg"), At("reg"));
        Expect(5, cls[5] + 0.2 * ptc[5] + 0.1 * dis[5]);
        Expect(6, cls[6] + 0.2 * ptc[6] + 0.1 * dis[6] + 0.2 * seg[6]);
        Expect(9, cls[9] + 0.2 * ptc[9] + 0.1 * dis[9] + 0.2 * seg[9]);
        Expect(10, cls[10] + 0.2 * ptc[10] + 0.1 * dis[10] + 0.2 * seg[10] + 0.05 * reg[10]);

        Dictionary<int, double> At(string term) => run.Points.Where(p => p.Name == "loss/" + term).ToDictionary(p => p.Iteration, p => p.Value);
        void Expect(int iteration, double total) => At("total")[iteration].ShouldBe(total, 1e-4);
    }

    [Fact]
    public void Cocos_schedule_learns_from_auxiliary_cams_first()
    {
        var run = dupl.Train("dupl.auxiliaryLabelsUntil=5", "schedule.contrastFrom=6", "dupl.discrepancyFrom=5", "dupl.consistencyFrom=8", "dupl.thresholdFrom=5");
        run.Events.OfType<PhaseChanged>().Select(p => (p.Iteration, p.To))
            .ShouldBe([(1, "classifier-warmup"), (5, "auxiliary-labels"), (7, "cross-supervision"), (9, "noise-filtering")]);
        Iterations(run, "loss/ptc").First().ShouldBe(7);
        Iterations(run, "loss/dis").First().ShouldBe(6);
        Values(run, "threshold/high").Take(6).ShouldAllBe(v => Math.Abs(v - 0.65) < 1e-6);
        Values(run, "threshold/high").Skip(6).First().ShouldBeLessThan(0.65);
    }

    [Fact]
    public void A_resumed_run_gives_the_same_losses_to_the_last_bit()
    {
        dupl.Train("parts", exitAfter: 10);
        dupl.Train("parts", resume: true).LossesAfter(10).ShouldBe(dupl.Plain.LossesAfter(10));
    }

    [Fact]
    public void A_class_the_dataset_does_not_have_is_named() =>
        Should.Throw<UserErrorException>(() => dupl.Train("dupl.fixedThresholds=[\"zebra\"]")).Message.ShouldContain("zebra");

    static IEnumerable<int> Iterations(RecordingReporter run, string metric) =>
        run.Points.Where(p => p.Name == metric).Select(p => p.Iteration);

    static IReadOnlyList<double> Values(RecordingReporter run, string metric) =>
        [.. run.Points.Where(p => p.Name == metric).Select(p => p.Value)];
}
