using System.Globalization;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of Refined Pseudo-Label's weights and of our reconstruction of its label resolution (goldens/README-2.md).</summary>
static class RefinedLabelFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("weclip_rpl_authority", Authority),
        ("weclip_rpl_recon", Resolution),
        ("weclip_rpl_urn", Uncertainty),
    ];

    static void Authority(Fixture fixture, FixtureReport report)
    {
        var schedule = fixture.Longs("iteration").Select(i => TeacherAuthority.At((int)i)).ToArray();
        report.Near("teacher_weight", schedule.Select(s => (float)s.Weight).ToArray(), 1e-6);
        report.Near("conf_threshold", schedule.Select(s => (float)s.Confidence).ToArray(), 1e-6);
        report.Near("teacher_gate", schedule.Select(s => (float)s.Gate).ToArray(), 1e-6);
    }

    static void Resolution(Fixture fixture, FixtureReport report)
    {
        var present = fixture.Note("label_constraint") == "True" ? fixture.Tensor("present").to(ScalarType.Float32) : null;
        report.Given("present");
        var judged = LabelResolution.Judge(fixture.Tensor("prob"), present, fixture.Labels("history"));
        report.Near("confidence", judged.Confidence, 1e-5);
        report.Equal("prediction", judged.Prediction);
        report.Near("T", judged.Temporal, 1e-5);
        report.Near("S", judged.Spatial, 1e-5);
        report.Near("R", judged.Total, 1e-5);

        var (labels, disagree) = (fixture.Labels("cam_label"), Number(fixture, "tau_disagree"));
        double? agree = fixture.Note("tau_agree") == "None" ? null : Number(fixture, "tau_agree");
        var ignoring = LabelResolution.Resolve(labels, judged, disagree, agree, keepUnresolved: false);
        report.Equal("pseudo_label_ignore", ignoring.Labels);
        report.Equal("pseudo_label_keep_cam", LabelResolution.Resolve(labels, judged, disagree, agree, keepUnresolved: true).Labels);
        report.Near("agree_weight", ignoring.Weights, 1e-5);
        report.Near("stats",
            [(float)ignoring.Disagreeing, (float)ignoring.Resolved, ignoring.ConfidentAgreements, judged.Total.mean().ToSingle()], 1e-5);
    }

    static void Uncertainty(Fixture fixture, FixtureReport report)
    {
        var (gammas, clip) = (Range(fixture, "gamma"), Range(fixture, "class_weight_clip"));
        var options = new UncertaintyOptions
        {
            Beta = Number(fixture, "beta"), GammaStart = gammas[0], GammaEnd = gammas[1], EdgeWeight = Number(fixture, "alpha"),
            LeastOnEdge = Number(fixture, "urn_w_min"), LeastClassWeight = clip[0], MostClassWeight = clip[1],
        };
        var (labels, tau) = (fixture.Labels("pseudo_label"), Number(fixture, "tau"));
        var logits = fixture.Tensor("seg_logits").requires_grad_();
        var uncertainty = fixture.Note("uncertainty_source") == "teacher"
            ? UncertaintyWeights.Disagreement(logits.detach(), fixture.Tensor("teacher_logits"))
            : UncertaintyWeights.Entropy(logits.detach());
        var gamma = UncertaintyWeights.Gamma((int)Number(fixture, "iteration"), (int)Number(fixture, "max_iters"), options);
        var weights = UncertaintyWeights.Of(uncertainty, labels, logits.shape[1], gamma, options);
        report.Near("uncertainty", uncertainty, 1e-5);
        report.Near("uncertainty01", weights.Uncertainty, 1e-5);
        report.Near("class_weights", weights.Classes, 1e-5);
        report.Near("edge", weights.Edge, 0);
        report.Near("w_beco", weights.Boundary, 1e-5);
        report.Near("w_urn", weights.Certainty, 1e-5);
        report.Near("w_prime", weights.Final, 1e-5);
        report.Near("gamma_t", gamma, 1e-5);

        // the published boundary term has no gradient: of the sum only the cross-entropy's is left
        var crossEntropy = UncertaintyWeights.CrossEntropy(logits, labels, weights.Final);
        crossEntropy.backward();
        report.Near("L_ce", crossEntropy, 1e-5);
        report.Near("grad_L_ce_plus_boundary_detached", logits.grad, 1e-5);
        var again = fixture.Tensor("seg_logits").requires_grad_();
        var margins = BoundaryLoss.Logits(again, tau);
        var boundary = Number(fixture, "lambda_boundary") * BoundaryLoss.Of(margins, weights.Edge, labels);
        boundary.backward();
        report.Near("boundary_logits", margins, 1e-5);
        report.Near("L_boundary", boundary, 1e-5);
        report.Near("grad_L_boundary_differentiable", again.grad, 1e-5);
    }

    static double Number(Fixture fixture, string key) => double.Parse(fixture.Note(key), CultureInfo.InvariantCulture);

    // "0.7..0.85"
    static double[] Range(Fixture fixture, string key) =>
        Array.ConvertAll(fixture.Note(key).Split(".."), v => double.Parse(v, CultureInfo.InvariantCulture));
}
