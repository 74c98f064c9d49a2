using System.Globalization;
using Platform.Trainer.Data;
using Platform.Trainer.Refinement;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of the dense CRF as three methods use it (goldens/README-2.md).</summary>
static class CrfFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("rs_densecrf", RecurSeed),
        ("lpl_densecrf", LearningPseudoLabel),
        ("weclip_densecrf", WeClip),
    ];

    const double Tolerance = 2e-3, Share = 0.99;

    static void RecurSeed(Fixture fixture, FixtureReport report)
    {
        var p = fixture.Floats("cfg");
        var options = new DenseCrfOptions
        {
            Iterations = (int)p[0], ColorWeight = p[1], ColorPositionSigma = p[2], ColorSigma = p[3],
            PositionWeight = p[4], PositionSigma = p[5],
        };
        var (prob, classes) = (fixture.Floats("prob"), (int)fixture.Shape("prob")[0]);
        if (Number(fixture, "bg_th") is { } constant)
            prob = BackgroundScore.Constant(prob, classes++, constant);
        else if (Number(fixture, "gamma") is { } gamma)
            prob = BackgroundScore.Power(prob, classes++, gamma);
        Compare(report, new DenseCrf(fixture.Image("image"), options).Refine(prob, classes), classes, "Q", "label");
    }

    static void LearningPseudoLabel(Fixture fixture, FixtureReport report)
    {
        var options = DenseCrfOptions.LearningPseudoLabel with { Iterations = fixture.Int("n_iters") };
        var (planes, shape) = (fixture.Bytes("image_chw"), fixture.Shape("image_chw"));
        var pixels = (int)(shape[1] * shape[2]);
        var image = new RgbImage(
            (int)shape[2], (int)shape[1], [.. Enumerable.Range(0, pixels * 3).Select(i => planes[i % 3 * pixels + i / 3])]);
        var classes = (int)fixture.Shape("prob")[0];
        Compare(report, new DenseCrf(image, options).Refine(fixture.Floats("prob"), classes), classes, "Q", fixture.Has("label") ? "label" : null);
    }

    static void WeClip(Fixture fixture, FixtureReport report)
    {
        var (image, prob, classes) = (fixture.Image("image"), fixture.Floats("prob"), (int)fixture.Shape("prob")[0]);
        Compare(report, new DenseCrf(image, DenseCrfOptions.WeClip).Refine(prob, classes), classes, "Q", "label");
        report.Near("Q_crf_inference_t5", new DenseCrf(image, DenseCrfOptions.WeClipInference).Refine(prob, classes), Tolerance);
        var labels = Array.ConvertAll(fixture.Longs("label_in"), l => (byte)l);
        Compare(report, new DenseCrf(image, DenseCrfOptions.WeClipLabels).RefineLabels(labels, classes), classes, null, "label_out_t10");
    }

    static void Compare(FixtureReport report, float[] q, int classes, string? values, string? labels)
    {
        if (values is not null)
            report.Near(values, q, Tolerance);
        if (labels is null)
            return;
        var pixels = q.Length / classes;
        report.Equal(labels, (IReadOnlyList<long>)[.. Enumerable.Range(0, pixels)
            .Select(p => (long)Enumerable.Range(0, classes).MaxBy(c => q[c * pixels + p]))], Share);
    }

    static float? Number(Fixture fixture, string key) =>
        fixture.Metadata.GetValueOrDefault(key, "None") is var text and not "None" ? float.Parse(text, CultureInfo.InvariantCulture) : null;
}
