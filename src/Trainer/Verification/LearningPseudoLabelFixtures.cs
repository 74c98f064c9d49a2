using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Losses;
using Platform.Trainer.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of Learning Pseudo Label's functions (goldens/README-2.md).</summary>
static class LearningPseudoLabelFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("lpl_cce", ClassAware),
        ("lpl_pct", CrossTraining),
        ("lpl_polylr", Schedule),
        ("lpl_msflip_fuse", Fusion),
        ("lpl_augment", Augmentation),
    ];

    static void ClassAware(Fixture fixture, FixtureReport report)
    {
        var (category, labels) = (Category(fixture, "category"), fixture.Labels("label"));
        var temperature = fixture.Float("T");
        var logits = fixture.Tensor("logits").requires_grad_();
        var log = ClassAwareLoss.LogProbabilities(logits, category, temperature);
        var loss = ClassAwareLoss.Of(log, labels);
        loss.backward();
        report.Near("class_softmax", ClassAwareLoss.Probabilities(logits, category, temperature), 1e-5);
        report.Near("class_logsoftmax", log, 1e-5);
        report.Near("loss_none", ClassAwareLoss.PerPixel(log, labels), 1e-5);
        var nothing = (labels == ConfusionMatrix.Ignored).all().ToBoolean();
        report.NearMean("loss_mean", loss, nothing, 1e-5);
        report.Near("grad_logits", logits.grad, 1e-5);

        var plain = fixture.Tensor("logits").requires_grad_();
        var crossEntropy = SegmentationLoss.Plain(plain, labels);
        crossEntropy.backward();
        report.NearMean("plain_ce", crossEntropy, nothing, 1e-5);
        report.Near("grad_plain_ce", plain.grad, 1e-5);
    }

    static void CrossTraining(Fixture fixture, FixtureReport report)
    {
        foreach (var step in fixture.Numbered("step", ".pred_hybrid"))
        {
            var at = $"step{step}.";
            var (hybrid, pseudo) = (fixture.Tensor(at + "pred_hybrid").requires_grad_(), fixture.Tensor(at + "pred_pseudo").requires_grad_());
            var before = new RunningIou(
                fixture.Tensor(at + "iou_t_before"), fixture.Tensor(at + "iou_p_before"), fixture.Tensor(at + "iou_tp_before"));
            var terms = ProgressiveCrossTraining.Of(
                hybrid, pseudo, Category(fixture, at + "category"), fixture.Labels(at + "seg_label"), fixture.Tensor(at + "mask"),
                fixture.Int("subbatch"), before, fixture.Float("pow"), fixture.Float("momentum"));
            var total = terms.Total();
            total.backward();
            report.Near(at + "iou_t", terms.Iou.True, 1e-5);
            report.Near(at + "iou_p", terms.Iou.Predicted, 1e-5);
            report.Near(at + "iou_tp", terms.Iou.Right, 1e-5);
            report.Near(at + "iou", terms.Iou.Value(), 1e-5);
            report.Equal(at + "pseudo_label_from_hybrid", terms.HybridLabels);
            report.Equal(at + "pseudo_label_from_pseudo", terms.PseudoLabels);
            report.Near(at + "sample_weight", terms.Weights.reshape(-1, 1, 1), 1e-5);
            report.Near(at + "losses", stack([terms.HybridSegmentation, terms.PseudoSegmentation, terms.Tags, terms.Cross, total]), 1e-5);
            report.Near(at + "grad_hybrid", hybrid.grad, 1e-5);
            report.Near(at + "grad_pseudo", pseudo.grad, 1e-5);
        }
    }

    static void Schedule(Fixture fixture, FixtureReport report)
    {
        var cfg = fixture.Floats("cfg"); // iterations, rate, power, then the groups' factors
        var schedule = new PolyWarmup(0, (int)cfg[0], cfg[2]);
        report.Near("lr", Enumerable.Range(0, (int)fixture.Shape("lr")[0])
            .SelectMany(step => cfg[3..].Select(factor => (float)(cfg[1] * schedule.FactorAt(step) * factor))).ToArray(), 1e-6);
    }

    static void Fusion(Fixture fixture, FixtureReport report)
    {
        var (size, category) = (fixture.Longs("size"), Category(fixture, "category"));
        var mean = ScaleFusion.Mean([.. fixture.Numbered("res").Select(i => fixture.Tensor($"res{i}"))], size[0], size[1]);
        report.Near("inference_mean_logits", mean.squeeze(0), 1e-4);
        report.Equal("inference_pseudo_label", ClassAwareLoss.Labels(mean, category).squeeze(0));
        report.Equal("test_with_labels", ClassAwareLoss.Labels(mean, category).squeeze(0));
        report.Equal("retest_no_labels_no_crf", mean.argmax(1).squeeze(0));
    }

    static void Augmentation(Fixture fixture, FixtureReport report)
    {
        var image = fixture.Image("image");
        var mask = new LabelMask(image.Width, image.Height, fixture.Bytes("segmentation"));
        foreach (var name in StrongOperation.Photometric.Where(n => fixture.Has(n + ".draws")))
            report.Equal(name + ".image", StrongOperation.Colour(name, image, fixture.Float(name + ".draws")).Pixels);
        Geometric("hsv", d => (HsvShift.Apply(image, (int)d[0], (int)d[1], (int)d[2]), mask));
        Geometric("shear", d => StrongOperation.Shear(image, mask, d[0], d[1]));
        Geometric("rotate", d => StrongOperation.Rotate(image, mask, (int)d[0]));
        Geometric("scale", d => StrongOperation.Scale(image, mask, d[0]));
        Geometric("flip", d => StrongOperation.Flip(image, mask, d[0]));
        foreach (var name in fixture.Names.Where(n => n.StartsWith("crop", StringComparison.Ordinal) && n.EndsWith(".draws", StringComparison.Ordinal)))
            Crop(fixture, report, name[..^".draws".Length], image, mask);

        void Geometric(string name, Func<float[], (RgbImage, LabelMask)> apply)
        {
            if (!fixture.Has(name + ".draws"))
                return;
            var (moved, labels) = apply(fixture.Floats(name + ".draws"));
            report.Equal(name + ".segmentation", labels.Pixels);
            var wanted = fixture.Bytes(name + ".image");
            if (name == "flip")
            {
                report.Equal(name + ".image", moved.Pixels);
                return;
            }
            // resampled: one grey level at 99 of 100 pixels
            var close = moved.Pixels.Zip(wanted).Count(p => Math.Abs(p.First - p.Second) <= 1);
            report.Holds(moved.Pixels.Length == wanted.Length && close >= 0.99 * wanted.Length,
                $"{name}.image: {wanted.Length - close} of {wanted.Length} bytes are more than 1 off");
        }
    }

    static void Crop(Fixture fixture, FixtureReport report, string name, RgbImage image, LabelMask mask)
    {
        var (drawn, size) = (fixture.Floats(name + ".draws"), (int)fixture.Shape(name + ".segmentation")[0]);
        var (x, y) = ((int)drawn[0], (int)drawn[1]);
        // a draw moves the window in a larger image, and a smaller image in the window
        var (wider, higher) = (image.Width > size, image.Height > size);
        var crop = new RandomCrop(size, higher ? 0 : y, wider ? 0 : x, higher ? y : 0, wider ? x : 0);
        var area = image.Width * image.Height;
        var planes = new float[3 * area];
        Normalization.ToPlanes(image.Pixels, planes);
        var normalised = Enumerable.Range(0, planes.Length).Select(i => planes[i % 3 * area + i / 3]).ToArray();
        report.Near(name + ".image", crop.Cut<float>(normalised, image.Width, image.Height, 3, 0), 1e-6);
        var labels = crop.Cut(mask.Pixels, image.Width, image.Height, 1, ConfusionMatrix.Ignored);
        report.Near(name + ".segmentation", Array.ConvertAll(labels, l => (float)l), 0);
    }

    // (B,K,1,1) in the files
    static Tensor Category(Fixture fixture, string name) => fixture.Tensor(name).flatten(1);
}
