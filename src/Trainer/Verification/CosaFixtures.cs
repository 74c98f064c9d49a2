using System.Globalization;
using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Losses;
using Platform.Trainer.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of CoSA's functions, and of our reconstructions of what its paper names (goldens/README.md).</summary>
static class CosaFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("cosa_cam2mask", CamToMask),
        ("cosa_energy_loss", DenseEnergy),
        ("cosa_guided_cam_loss", GuidedCams),
        ("cosa_multi_scale_camseg", MultiScale),
        ("cosa_poly_lr", Schedule),
        ("cosa_queue_ema", QueueAndAverage),
        ("cosa_randaug_ops", StrongOperations),
        ("cosa_seg_loss", SegmentationLosses),
        ("cosa_seg_validation", KnownClassScores),
        ("cosa_threshold_search", MixtureThresholds),
        ("cosa_weight_ema", WeightAverages),
        ("recon_cosa_contrastive_separation", Contrast),
        ("recon_cosa_perplexity_weight", Perplexity),
        ("recon_cosa_threshold_search_ml", LikelihoodThreshold),
    ];

    static void CamToMask(Fixture fixture, FixtureReport report)
    {
        var (cam, tags, settings) = (fixture.Tensor("in.cam"), fixture.Tensor("in.cls_label"), fixture.Floats("in.high_low_downscale"));
        var valid = CamToLabel.Valid(cam, tags);
        report.Near("out.valid_cam", valid, 1e-5);
        var high = full(tags.shape[0], settings[0], device: fixture.Device);
        report.Equal("out.label", PseudoLabels.Make(
            cam, valid, tags, fixture.Boxes(), high, settings[1], refinement: null, downscale: Math.Max(1, (int)settings[2])), 0.999);
    }

    static void DenseEnergy(Fixture fixture, FixtureReport report)
    {
        var settings = fixture.Floats("in.weight1e7_sigmargb_sigmaxy_scale");
        var options = new DenseEnergyOptions
        {
            Weight = settings[0], ColorSigma = settings[1], PositionSigma = settings[2], Scale = settings[3],
        };
        var logits = fixture.Tensor("in.logits").requires_grad_();
        var loss = DenseEnergyLoss.Of(logits, fixture.Tensor("in.img_normalised"), fixture.Labels("in.label"), fixture.Boxes(), options);
        loss.backward();
        report.Near("out.loss_times_1e7", loss, 2e-3);
        report.Near("grad.logits_times_1e7", logits.grad!, 2e-3);

        var shape = fixture.Shape("out.filter_image");
        report.Near("out.filter_image", DenseEnergyLoss.Pictures(fixture.Tensor("in.img_normalised"), (int)shape[2], (int)shape[3]), 1e-5);
        report.Given("out.filter_input");
        var images = fixture.Floats("out.filter_image").Chunk((int)(shape[1] * shape[2] * shape[3]));
        var inputs = fixture.Floats("out.filter_input").Chunk((int)(fixture.Floats("out.filter_input").Length / shape[0]));
        var filtered = images.Zip(inputs, (image, input) => new DenseEnergyFilter(
            image, (int)shape[3], (int)shape[2], settings[2] * settings[3], settings[1]).Filter(input));
        report.Near("out.filter_output", filtered.SelectMany(f => f).ToArray(), 2e-3);
    }

    static void GuidedCams(Fixture fixture, FixtureReport report)
    {
        var (logits, tags) = (fixture.Tensor("in.seg_logits"), fixture.Tensor("in.cls_label"));
        foreach (var name in fixture.Names.Where(n => n.StartsWith("out.spl_")))
        {
            var digits = name[(name.LastIndexOf("temp") + "temp".Length)..]; // 001 is 0.01, 05 is 0.5
            var temperature = double.Parse(digits, CultureInfo.InvariantCulture) / Math.Pow(10, digits[0] == '0' ? digits.Length - 1 : 0);
            report.Near(name, GuidedCamLoss.Targets(logits, tags, temperature, afterSoftmax: name.Contains("after_softmax")), 1e-4);
        }
        var (hard, soft) = (fixture.Stated("plain tags use temperature") ?? 0.01, fixture.Stated("_soft tags temperature") ?? 0.5);
        foreach (var name in fixture.Names.Where(n => n.StartsWith("out.v") && n.EndsWith(".loss")).Select(n => n[4..^5]))
        {
            var cam = fixture.Tensor("in.cam").requires_grad_();
            var targets = GuidedCamLoss.Targets(logits, tags, name.EndsWith("_soft") ? soft : hard);
            var loss = name.Split('_')[0] switch
            {
                "v1" => GuidedCamLoss.Raw(cam, targets),
                "v2" => GuidedCamLoss.Normalised(cam, targets),
                _ => GuidedCamLoss.Labelled(cam, targets),
            };
            loss.backward();
            report.Near($"out.{name}.loss", loss, 1e-5);
            report.Near($"grad.{name}.cam", cam.grad!, 1e-6);
        }
    }

    // recorded outputs stand for the network; they belong to the scale whose input size they are asked for
    static void MultiScale(Fixture fixture, FixtureReport report)
    {
        var (scales, size) = (fixture.Floats("in.scales"), fixture.Longs("in.hw"));
        var images = zeros(fixture.Shape("out.cam")[0], 3, size[0], size[1], device: fixture.Device);
        var maps = AssignmentMaps.Compute(input =>
        {
            var s = Array.FindIndex(scales, scale => (long)(scale * size[0]) == input.shape[2]);
            return (fixture.Tensor($"in.cam_s{s}"), fixture.Tensor($"in.cam_aux_s{s}"), fixture.Tensor($"in.seg_s{s}"));
        }, images, [.. scales.Select(s => (double)s)]);
        report.Near("out.cam", maps.Cam, 1e-5);
        report.Near("out.cam_aux", maps.Auxiliary, 1e-5);
        report.Near("out.seg", maps.Segmentation, 1e-5);
    }

    static void Schedule(Fixture fixture, FixtureReport report)
    {
        var settings = fixture.Longs("in.max_warmup");
        var optimizer = new OptimizerConfig();
        var schedule = new PolyWarmup((int)settings[1], (int)settings[0], optimizer.Power, fixture.Float("in.min_mult"));
        // the first half of the groups is the encoder
        var groups = (int)fixture.Shape("out.lr_times_1e6")[1];
        var rates = Enumerable.Range(0, groups).Select(g => optimizer.LearningRate * (g < (groups + 1) / 2 ? 1 : optimizer.HeadFactor)).ToArray();
        report.Near("out.lr_times_1e6", fixture.Longs("in.step")
            .SelectMany(step => rates.Select(rate => (float)(rate * schedule.FactorAt((int)step) * 1e6))).ToArray(), 1e-6);
    }

    static void QueueAndAverage(Fixture fixture, FixtureReport report)
    {
        var queue = new ConfidenceQueue(fixture.Floats("in.initial"), (int)fixture.Shape("in.initial")[1]);
        for (var i = 0; fixture.Has($"in.update{i}"); i++)
            queue.Add(fixture.Floats($"in.update{i}"));
        report.Near("out.queue", queue.Values, 1e-5);

        var settings = fixture.Floats("in.ema_initial_decay");
        var average = new MovingAverage(settings[0], settings[1]);
        report.Near("out.ema", fixture.Floats("in.ema_values").Select(v => (float)average.Add(v)).ToArray(), 1e-5);
    }

    static void StrongOperations(Fixture fixture, FixtureReport report)
    {
        foreach (var output in fixture.Names.Where(n => n.StartsWith("out.")))
        {
            var parts = output.Split('.'); // out.RandColor.m8
            var name = parts[1].StartsWith("Rand") ? parts[1][4..] : parts[1];
            report.Equal(output, (IReadOnlyList<byte>)SingleOperation.Apply(name, fixture.Image("in.image"), int.Parse(parts[2][1..])).Pixels);
        }
    }

    static void SegmentationLosses(Fixture fixture, FixtureReport report)
    {
        foreach (var name in fixture.Names.Where(n => n.StartsWith("in.") && n.EndsWith(".pred")).Select(n => n[3..^5]))
        {
            var labels = fixture.Labels($"in.{name}.label");
            Compare("loss", "pred", logits => SegmentationLoss.Balanced(logits, labels));
            Compare("loss_alpha03", null, logits => SegmentationLoss.Balanced(logits, labels, 0.3));
            Compare("loss_v2", null, logits => SegmentationLoss.Plain(logits, labels));
            Compare("weighted_loss", "weighted_pred",
                logits => SegmentationLoss.Balanced(logits, labels, weights: fixture.Tensor($"in.{name}.weights")));
            Compare("soft_loss", "soft_pred", logits => SegmentationLoss.Soft(logits, fixture.Tensor($"in.{name}.softprobs")));

            void Compare(string value, string? gradient, Func<Tensor, Tensor> function)
            {
                if (!fixture.Has($"out.{name}.{value}"))
                    return;
                var logits = fixture.Tensor($"in.{name}.pred").requires_grad_();
                var loss = function(logits);
                report.Near($"out.{name}.{value}", loss, 1e-5);
                if (gradient is null || !fixture.Has($"grad.{name}.{gradient}"))
                    return;
                loss.backward();
                report.Near($"grad.{name}.{gradient}", logits.grad!, 1e-5);
            }
        }
    }

    static void KnownClassScores(Fixture fixture, FixtureReport report)
    {
        var logits = fixture.Tensor("in.seg_logits");
        var masked = KnownClasses.Mask(logits, fixture.Tensor("in.cls_label"));
        report.Near("out.masked_logits", masked, 1e-5);
        report.Equal("out.masked_argmax", masked.argmax(1));
        report.Equal("out.plain_argmax", logits.argmax(1));
        report.Equal("out.pseudo_greater15", KnownClasses.Clear(masked, 1.5));

        var classes = (int)fixture.Shape("in.map_labels")[1];
        var images = fixture.Floats("in.map_scores").Chunk(classes).Zip(fixture.Floats("in.map_labels").Chunk(classes));
        report.Near("out.map_per_image",
            images.Select(i => (float)AveragePrecision.Of(i.First, i.Second)).Where(float.IsFinite).ToArray(), 1e-5);
    }

    static void MixtureThresholds(Fixture fixture, FixtureReport report)
    {
        var (queue, settings) = (fixture.Floats("in.queue"), fixture.Floats("in.modal_filter"));
        var (thresholds, mixture) = settings[0] == 2
            ? ThresholdSearch.TwoModes(queue, settings[1]) is { } two ? ([(float)two.Threshold], two.Mixture) : default
            : ThresholdSearch.ThreeModes(queue, settings[1]) is { } three ? ([(float)three.Low, (float)three.High], three.Mixture)
            : default((float[] Thresholds, GaussianMixture Mixture));
        report.Holds(mixture is not null == fixture.Has("out.thresholds"), mixture is null ? "no threshold was found" : "a threshold was found");
        if (mixture is null || !fixture.Has("out.thresholds"))
            return;
        report.Near("out.thresholds", thresholds, 1e-5);
        report.Near("out.means", Floats(mixture.Means), 1e-4);
        report.Near("out.variances", Floats(mixture.Variances), 1e-4);
        report.Near("out.weights", Floats(mixture.Weights), 1e-4);
        report.Equal("out.n_iter", (IReadOnlyList<long>)[mixture.Iterations]);
        report.Equal("out.converged", (IReadOnlyList<long>)[mixture.Converged ? 1 : 0]);
        report.Near("out.lower_bound", mixture.LowerBound, 1e-5);
    }

    static void WeightAverages(Fixture fixture, FixtureReport report)
    {
        var average = fixture.Tensor("in.assignment0");
        for (var step = 0; fixture.Has($"in.online{step}"); step++)
        {
            WeightAverage.Update(average, fixture.Tensor($"in.online{step}"), fixture.Float("in.momentum"));
            report.Near($"out.assignment{step + 1}", average, 1e-5);
        }
    }

    static void Contrast(Fixture fixture, FixtureReport report)
    {
        var (cam, settings) = (fixture.Tensor("in.cam").requires_grad_(), fixture.Floats("in.high_low_tau"));
        var (loss, images) = ContrastiveSeparation.Of(cam, fixture.Tensor("in.nu_aux"), settings[0], settings[1], settings[2]);
        loss.backward();
        report.Near("out.loss", loss, 1e-5);
        report.Equal("out.num_images_used", (IReadOnlyList<long>)[images]);
        report.Near("grad.cam", cam.grad!, 1e-5);
    }

    static void Perplexity(Fixture fixture, FixtureReport report)
    {
        var (confidence, settings) = (fixture.Tensor("in.nu"), fixture.Floats("in.xi_alpha_beta"));
        var weight = ReliabilityWeight.Of(confidence, settings[0], settings[1], settings[2]);
        report.Near("out.perplexity", ReliabilityWeight.Perplexity(confidence, settings[0], settings[1], settings[2]), 1e-5);
        report.Near("out.weight", weight, 1e-5);
        var logits = fixture.Tensor("in.pred").requires_grad_();
        var loss = SegmentationLoss.Balanced(logits, fixture.Labels("in.label"), weights: weight);
        loss.backward();
        report.Near("out.loss", loss, 1e-5);
        report.Near("grad.pred", logits.grad!, 1e-5);
    }

    static void LikelihoodThreshold(Fixture fixture, FixtureReport report)
    {
        var (confidences, grid) = (fixture.Floats("in.nu"), fixture.Floats("in.grid"));
        report.Near("out.score", Floats(ThresholdSearch.Scores(confidences, grid)), 1e-5);
        report.Near("out.best_xi", ThresholdSearch.MostLikely(confidences, grid) ?? double.NaN, 1e-5);
    }

    static float[] Floats(IEnumerable<double> values) => [.. values.Select(v => (float)v)];
}
