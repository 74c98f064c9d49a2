using Platform.Trainer.Evaluation;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of DuPL's loss terms and their gradients.</summary>
static class DuplLossFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("dupl_cls_loss", Classification),
        ("dupl_ptc_loss", PatchContrast),
        ("dupl_seg_loss", Segmentation),
        ("dupl_discrepancy", Released),
        ("recon_dupl_discrepancy_log", PaperForm),
        ("dupl_consistency", ConsistencyTerm),
        ("dupl_anf", NoiseFilter),
    ];

    static void Classification(Fixture fixture, FixtureReport report)
    {
        var (logits, tags) = (fixture.Tensor("in.logits").requires_grad_(), fixture.Tensor("in.labels"));
        var loss = MultiLabelLoss.Of(logits, tags);
        loss.backward();
        report.Near("out.loss", loss, 1e-5);
        report.Near("grad.logits", logits.grad, 1e-5);
        if (!fixture.Has("out.f1_per_image"))
            return;
        var classes = (int)tags.shape[1];
        var (told, there) = (fixture.Floats("in.logits").Chunk(classes), fixture.Floats("in.labels").Chunk(classes));
        report.Near("out.f1_per_image", [.. told.Zip(there, (l, t) => (float)ImageF1.Of(l, t))], 1e-5);
    }

    static void PatchContrast(Fixture fixture, FixtureReport report) => PatchContrast(fixture, report, fixture.Labels("in.label"));

    /// <param name="labels">(B,h,w).</param>
    public static void PatchContrast(Fixture fixture, FixtureReport report, Tensor labels)
    {
        report.Equal("out.aff_mask", PatchTokenContrast.Affinity(labels));
        var features = fixture.Tensor("in.fmap").requires_grad_();
        var loss = PatchTokenContrast.Of(features, labels);
        loss.backward();
        report.Near("out.loss", loss, 1e-5);
        report.Near("grad.fmap", features.grad, 1e-6);
    }

    static void Segmentation(Fixture fixture, FixtureReport report) =>
        SegmentationCases(fixture, report, (logits, labels) => SegmentationLoss.Balanced(logits, labels));

    /// <summary>One case for each name between "in." and ".pred".</summary>
    public static void SegmentationCases(Fixture fixture, FixtureReport report, Func<Tensor, Tensor, Tensor> term)
    {
        foreach (var name in fixture.Names.Where(n => n.StartsWith("in.", StringComparison.Ordinal) && n.EndsWith(".pred", StringComparison.Ordinal)).Select(n => n[3..^5]))
        {
            var logits = fixture.Tensor($"in.{name}.pred").requires_grad_();
            var labels = fixture.Labels($"in.{name}.label");
            if (fixture.Has($"out.{name}.ce_none"))
                report.Near($"out.{name}.ce_none", SegmentationLoss.PerPixel(logits, labels), 1e-5);
            var loss = term(logits, labels);
            report.Near($"out.{name}.loss", loss, 1e-5);
            if (!fixture.Has($"grad.{name}.pred"))
                continue;
            loss.backward();
            report.Near($"grad.{name}.pred", logits.grad, 1e-5);
        }
    }

    static void Released(Fixture fixture, FixtureReport report)
    {
        var (one, two) = (fixture.Tensor("in.fmap_1").requires_grad_(), fixture.Tensor("in.fmap_2").requires_grad_());
        report.Near("out.sim_loss_1", Discrepancy.Directed(one, two), 1e-5);
        report.Near("out.sim_loss_2", Discrepancy.Directed(two, one), 1e-5);
        var loss = Discrepancy.Of(one, two);
        loss.backward();
        report.Near("out.sim_loss", loss, 1e-5);
        report.Near("grad.fmap_1", one.grad, 1e-5);
        report.Near("grad.fmap_2", two.grad, 1e-5);
    }

    // the file names the axes it holds
    static void PaperForm(Fixture fixture, FixtureReport report)
    {
        foreach (var axis in Enum.GetValues<DiscrepancyAxis>())
        {
            var name = axis.ToString().ToLowerInvariant();
            if (!fixture.Has($"out.{name}.loss"))
                continue;
            var (one, two) = (fixture.Tensor("in.fmap_1").requires_grad_(), fixture.Tensor("in.fmap_2").requires_grad_());
            var loss = Discrepancy.Of(one, two, DiscrepancyForm.Paper, axis);
            loss.backward();
            report.Near($"out.{name}.loss", loss, 1e-5);
            report.Near($"grad.{name}.fmap_1", one.grad, 1e-5);
            report.Near($"grad.{name}.fmap_2", two.grad, 1e-5);
        }
    }

    static void ConsistencyTerm(Fixture fixture, FixtureReport report)
    {
        var sum = zeros(1, device: fixture.Device);
        var strong = new Tensor[2];
        for (var s = 1; s <= 2; s++)
        {
            strong[s - 1] = fixture.Tensor($"in.segs_{s}_aug").requires_grad_();
            var targets = Consistency.Targets(fixture.Tensor($"in.segs_{s}"), fixture.Labels($"in.refined_label_{3 - s}"), 0.9);
            report.Equal($"out.uncertain_mask_{s}", targets != ConfusionMatrix.Ignored);
            report.Equal($"out.pseudo_seg_{s}", targets);
            var loss = Consistency.Of(strong[s - 1], targets);
            report.Near($"out.reg_loss_{s}", loss, 1e-5);
            sum = sum + loss;
        }
        sum.backward();
        report.Near("out.reg_loss", sum, 1e-5);
        for (var s = 1; s <= 2; s++)
            report.Near($"grad.segs_{s}_aug", strong[s - 1].grad, 1e-6);
    }

    static void NoiseFilter(Fixture fixture, FixtureReport report)
    {
        var filter = new AdaptiveNoiseFilter(new NoiseFilterOptions());
        var labels = new[] { fixture.Bytes("in.refined_label_1"), fixture.Bytes("in.refined_label_2") };
        var losses = new float[2][];
        for (var s = 0; s < 2; s++)
        {
            var (logits, given) = (fixture.Tensor($"in.segs_{s + 1}"), fixture.Labels($"in.refined_label_{s + 1}"));
            report.Near($"out.ce_{s + 1}", SegmentationLoss.PerPixel(logits, given), 1e-5);
            losses[s] = fixture.Floats($"out.ce_{s + 1}");
            report.Equal($"out.refined_label_{s + 1}", filter.Filter(logits, given).Labels, 0.995); // from our own start
        }
        var (fits, pixels) = (0, labels[0].Length / (int)fixture.Shape("in.refined_label_1")[0]);
        for (var at = 0; at < labels[0].Length; at += pixels)
            for (var s = 0; s < 2; s++)
                fits += Filter(fixture, report, filter, losses[s].AsSpan(at, pixels), labels[s].AsSpan(at, pixels), fits);
        report.Equal("out.num_fits", (long[])[fits]);
        for (var s = 0; s < 2; s++)
            report.Equal($"out.refined_label_{s + 1}", labels[s], 1 - 2.0 / labels[s].Length);
    }

    // from the recorded start; the number of fits made, 0 or 1
    static int Filter(Fixture fixture, FixtureReport report, AdaptiveNoiseFilter filter, ReadOnlySpan<float> losses, Span<byte> labels, int number)
    {
        var (fit, values) = ($"out.fit{number}.", filter.Select(losses, labels));
        if (values.Length <= new NoiseFilterOptions().MinValues)
            return 0;
        report.Given(fit + "kmeans_init_label"); // of a random start: ours is exact
        var mixture = filter.Fit(values, fixture.Bytes(fit + "kmeans_init_label"));
        report.Near(fit + "means", Floats(mixture.Means), 1e-4);
        report.Near(fit + "variances", Floats(mixture.Variances), 1e-3);
        report.Near(fit + "weights", Floats(mixture.Weights), 1e-4);
        report.Near(fit + "lower_bound", mixture.LowerBound, 1e-4);
        report.Equal(fit + "n_iter", (long[])[mixture.Iterations]);
        report.Equal(fit + "converged", (long[])[mixture.Converged ? 1 : 0]);
        if (fixture.Has(fit + "x"))
        {
            var posteriors = new double[values.Length * 2];
            for (var i = 0; i < values.Length; i++)
                mixture.Posteriors(values[i], posteriors.AsSpan(2 * i, 2));
            report.Near(fit + "x", values, 1e-5);
            report.Near(fit + "posterior_of_x", Floats(posteriors), 1e-3);
        }
        filter.Apply(values.Length, mixture, losses, labels);
        return 1;
    }

    static float[] Floats(IEnumerable<double> values) => [.. values.Select(v => (float)v)];
}
