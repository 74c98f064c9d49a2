using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Losses;
using Platform.Trainer.Optimization;
using Platform.Trainer.Refinement;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of WeCLIP's losses, optimiser, scores and refinements (goldens/README-2.md).</summary>
static class WeClipFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("weclip_affinity", Affinity),
        ("weclip_boxmask", Boxes),
        ("weclip_miou", Scores),
        ("weclip_par", Refinement),
        ("weclip_polywarmup_adamw", Optimizer),
        ("weclip_seg_dice_loss", SegmentationAndDice),
        ("weclip_transmat", Transition),
        ("weclip_train_step", TrainingStep),
        .. WeClipRefinementFixtures.Rules,
        .. RefinedLabelFixtures.Rules,
    ];

    static void Affinity(Fixture fixture, FixtureReport report)
    {
        var (labels, features) = (fixture.Labels("cam_label"), fixture.Tensor("features").requires_grad_());
        var patch = (long)Math.Sqrt((double)labels.shape[1] * labels.shape[2] / features.shape[2]); // cells are square
        var (height, width) = (labels.shape[1] / patch, labels.shape[2] / patch);
        var window = AttentionAffinity.Window(height, width, fixture.Int("radius")).to(fixture.Device);
        var pairs = AttentionAffinity.Labels(labels, height, width, window);
        var predicted = AttentionAffinity.Predict(features);
        var (loss, same, other) = AttentionAffinity.Of(predicted, pairs);
        loss.backward();
        report.Near("mask", window, 0);
        report.Equal("aff_label", pairs);
        report.Near("attn_pred", predicted, 1e-5);
        report.Near("loss", loss, 1e-5);
        report.Equal("pos_count", same);
        report.Equal("neg_count", other);
        report.Near("grad_features", features.grad, 1e-5);
    }

    static void Boxes(Fixture fixture, FixtureReport report)
    {
        var threshold = Math.Round(fixture.Float("threshold"), 6); // stored as a single; the authors' is a decimal
        foreach (var i in fixture.Numbered("score"))
        {
            var (scores, width) = (fixture.Floats($"score{i}"), (int)fixture.Shape($"score{i}")[1]);
            report.Near($"mask{i}", BoxMask.Mask(scores, width, threshold), 0);

            // the authors' list also has boxes of holes, which lie inside others, and an empty box where there is none
            var recorded = fixture.Longs($"boxes{i}").Select(v => (int)v).Chunk(4).Select(b => new PixelBox(b[0], b[1], b[2], b[3])).ToArray();
            var boxes = BoxMask.Boxes(scores, width, threshold);
            report.Holds(boxes.All(recorded.Contains), $"boxes{i}: a box the authors have not");
            report.Holds(recorded.Except(boxes).All(b => b == default || boxes.Any(box => Covers(box, b))), $"boxes{i}: a box is missing");
        }

        static bool Covers(PixelBox box, PixelBox other) =>
            box.Left <= other.Left && box.Top <= other.Top && box.Right >= other.Right && box.Bottom >= other.Bottom;
    }

    static void Scores(Fixture fixture, FixtureReport report)
    {
        var (classes, images) = ((int)fixture.Shape("iou")[0], (int)fixture.Shape("gt")[0]);
        var truth = Array.ConvertAll(fixture.Longs("gt"), l => (byte)l);
        var predicted = Array.ConvertAll(fixture.Longs("pred"), l => (byte)l);
        var (matrix, size, first) = (new ConfusionMatrix(classes), truth.Length / images, fixture.Longs("hist_after_1").Sum());
        var compared = false;
        for (var i = 0; i < images; i++)
        {
            matrix.Add(predicted.AsSpan(i * size, size), truth.AsSpan(i * size, size));
            var counts = matrix.ToRows().SelectMany(row => row).ToArray();
            if (counts.Sum() == first || (i == images - 1 && !compared)) // how many images the first call had is not stated
            {
                report.Equal("hist_after_1", (IReadOnlyList<long>)counts);
                compared = true;
            }
        }
        report.Equal("hist", (IReadOnlyList<long>)[.. matrix.ToRows().SelectMany(row => row)]);
        report.Near("iou", matrix.Iou().Select(v => (float)v).ToArray(), 1e-5);
        report.Near("pAcc_mAcc_miou", [(float)matrix.PixelAccuracy(), (float)matrix.MeanClassAccuracy(), (float)matrix.MeanIou()], 1e-5);
    }

    static void Refinement(Fixture fixture, FixtureReport report)
    {
        var config = new RefinementConfig
        {
            Dilations = [.. fixture.Longs("dilations").Select(d => (int)d)],
            Steps = fixture.Int("num_iter"),
        };
        var refined = PixelAdaptiveRefinement.Refine(fixture.Tensor("image"), fixture.Tensor("mask"), config);
        report.Near("refined", refined, 1e-5);
        report.Equal("argmax", refined.argmax(1));
        report.Near("pos", PixelAdaptiveRefinement.Distances(config.Dilations), 1e-5);
    }

    static void Optimizer(Fixture fixture, FixtureReport report)
    {
        var cfg = fixture.Note("cfg");
        double Setting(string name) => double.Parse(Regex.Match(cfg, $@"\b{name} ([\d.e-]+)").Groups[1].Value.TrimEnd('.'), CultureInfo.InvariantCulture);
        double[] List(string name) =>
            Array.ConvertAll(Regex.Match(cfg, $@"\b{name} ([\d.,]+)").Groups[1].Value.Split(','), v => double.Parse(v, CultureInfo.InvariantCulture));
        var schedule = new PolyWarmup((int)Setting("warmup"), (int)Setting("max"), Setting("power"), Start: Setting("ratio"));
        var (rate, steps, groups) = (Setting("lr"), (int)fixture.Shape("lr")[0], (int)fixture.Shape("lr")[1]);
        // "lr,0,10*lr"
        var rates = Array.ConvertAll(Regex.Match(cfg, @"\bgroups ([^;]+)").Groups[1].Value.Split(','), group => group.Trim().Split('*')
            .Aggregate(1.0, (product, factor) => product * (factor == "lr" ? rate : double.Parse(factor, CultureInfo.InvariantCulture))));
        var (decays, betas) = (List("wd"), List("betas"));
        var parameters = Enumerable.Range(0, groups).Select(g => new Parameter(fixture.Tensor($"init{g}"))).ToArray();
        using var optimizer = optim.AdamW(parameters.Select((p, g) => new AdamW.ParamGroup([p], new AdamW.Options { weight_decay = decays[g] })),
            lr: rate, beta1: betas[0], beta2: betas[1], eps: Setting("eps"));
        var gradients = fixture.Tensor("grads");
        var (lrs, values) = (new List<double>(), new List<Tensor>());
        for (var step = 0; step < steps; step++)
        {
            foreach (var (group, g) in optimizer.ParamGroups.Select((group, g) => (group, g)))
            {
                lrs.Add(group.LearningRate = rates[g] * schedule.FactorAt(step));
                parameters[g].grad = gradients[step, g].clone();
            }
            optimizer.step();
            values.Add(stack([.. parameters.Select(p => p.detach().clone())]));
        }
        report.Near("lr", lrs.Select(lr => (float)lr).ToArray(), 1e-5);
        report.Near("params", stack([.. values]), 1e-5);
    }

    static void SegmentationAndDice(Fixture fixture, FixtureReport report)
    {
        var labels = fixture.Labels("label");
        var (background, ignored) = (labels == 0, labels == ConfusionMatrix.Ignored);
        var halfOfNothing = !background.any().ToBoolean() || background.logical_or(ignored).all().ToBoolean();
        Compare("seg_loss", "grad_seg", halfOfNothing, logits => SegmentationLoss.Balanced(logits, labels));
        Compare("dice_loss", "grad_dice", false, logits => DiceLoss.Of(logits, labels));
        report.Given("label_after_dice");
        report.Equal("label", labels); // the published dice changes them; this one must not

        void Compare(string value, string gradient, bool ofNothing, Func<Tensor, Tensor> function)
        {
            var logits = fixture.Tensor("logits").requires_grad_();
            var loss = function(logits);
            loss.backward();
            report.NearMean(value, loss, ofNothing, 1e-5);
            report.Near(gradient, logits.grad, 1e-5);
        }
    }

    static void Transition(Fixture fixture, FixtureReport report)
    {
        var transition = AttentionWalk.Transition(fixture.Tensor("attn"), fixture.Int("rw"));
        report.Near("trans", transition, 1e-5);
        // the mask itself is not in the file: its columns are those that are not zero
        var columns = (fixture.Tensor("trans_masked").abs().sum(0, keepdim: true) > 0).to(ScalarType.Float32);
        report.Near("trans_masked", transition * columns, 1e-5);
    }

    static void TrainingStep(Fixture fixture, FixtureReport report)
    {
        var (clip, dino) = (fixture.Tensor("segs_clip").requires_grad_(), fixture.Tensor("segs_dino").requires_grad_());
        var features = fixture.Tensor("attn_features").requires_grad_();
        var options = new WeClipOptions { Radius = fixture.Int("radius") };
        var terms = WeClipObjective.Of(
            clip, dino, AttentionAffinity.Predict(features), fixture.Labels("cam_label"), fixture.Int("n_iter"), options);
        var total = terms.Total(options);
        total.backward();
        report.Near("losses",
            stack([terms.Segmentation, terms.Affinity, terms.ClipToDinoLabel, terms.DinoToClipLabel, terms.Dice, total]), 1e-5);
        report.Equal("pseudo_label", terms.Labels);
        report.Near("grad_segs_clip", clip.grad, 1e-5);
        report.Near("grad_segs_dino", dino.grad, 1e-5);
        report.Near("grad_attn_features", features.grad, 1e-5);
    }
}
