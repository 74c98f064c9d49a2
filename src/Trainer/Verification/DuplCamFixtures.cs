using Platform.Trainer.Cams;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures from raw CAMs to refined pseudo-labels: fusion, thresholds, PAR, dense CRF.</summary>
static class DuplCamFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("dupl_cam_single_scale", Fusion),
        ("dupl_cam_multi_scale", Fusion),
        ("dupl_cam_to_label", Labels),
        ("dupl_dta_schedule", Schedule),
        ("dupl_dta_per_image", PerImage),
        ("dupl_par", Refinement),
        ("dupl_refine_labels", RefinedLabels),
        ("dupl_densecrf", Crf),
    ];

    static void Fusion(Fixture fixture, FixtureReport report)
    {
        var scales = fixture.Floats("in.scales").Select(s => (double)s).ToList();
        var recorded = fixture.Numbered("in.cam_s").Count();
        if (recorded == scales.Count + 1) // the reference does the original size in any case
            scales.Insert(0, 1);
        var (height, width) = (fixture.Longs("in.hw")[0], fixture.Longs("in.hw")[1]);
        var sizes = new List<(long, long)>();
        var images = zeros([fixture.Shape("in.cam_s0")[0] / 2, 3, height, width], device: fixture.Device);
        var (cam, auxiliary) = MultiScaleCam.Compute(
            input =>
            {
                sizes.Add((input.shape[2], input.shape[3]));
                return (fixture.Tensor($"in.cam_s{sizes.Count - 1}"), fixture.Tensor($"in.cam_aux_s{sizes.Count - 1}"));
            },
            images, scales, flip: true);
        report.Near("out.cam", cam, 1e-5);
        report.Near("out.cam_aux", auxiliary, 1e-5);
        var wanted = scales.Select(s => ((long)(s * height), (long)(s * width)));
        report.Holds(sizes.Order().SequenceEqual(wanted.Order()), $"the network saw sizes {string.Join(", ", sizes)}");
    }

    static void Labels(Fixture fixture, FixtureReport report)
    {
        var thresholds = fixture.Floats("in.thresholds_bkg_high_low");
        var (background, high, low) = (thresholds[0], thresholds[1], thresholds[2]);
        var boxes = fixture.Boxes();
        var valid = CamToLabel.Valid(fixture.Tensor("in.cam"), fixture.Tensor("in.cls_label"));
        var evaluated = CamToLabel.Evaluate(valid, background);
        report.Near("out.valid_cam", valid, 1e-5);
        report.Equal("out.eval_label", evaluated);
        report.Equal("out.label_no_ignore_mid", CamToLabel.Inside(evaluated, boxes));
        report.Equal("out.label_ignore_mid", CamToLabel.Train(valid, full(valid.shape[0], high, device: fixture.Device), low, boxes));
        report.Equal("out.label_dynamic", CamToLabel.Train(valid, fixture.Tensor("in.high_thres_per_image"), low, boxes));
        report.Equal("out.roi_mask", CamToLabel.Certainty(valid, high, low));
    }

    static void Schedule(Fixture fixture, FixtureReport report)
    {
        var threshold = Threshold(fixture, (int)fixture.Shape("in.start")[0]);
        report.Near("out.high_thres", [.. fixture.Longs("in.n_iter").SelectMany(n => threshold.At((int)n)).Select(v => (float)v)], 1e-6);
    }

    static void PerImage(Fixture fixture, FixtureReport report)
    {
        var tags = fixture.Tensor("in.cls_label");
        var threshold = Threshold(fixture, (int)tags.shape[1]);
        var perImage = fixture.Longs("in.n_iter").Select(n => threshold.PerImage(tags, (int)n)).ToArray();
        report.Near("out.high_thres_per_image", stack(perImage), 1e-6);
        if (fixture.Has("out.high_thres_mask_last"))
            report.Near("out.high_thres_mask_last", perImage[^1].reshape(-1, 1, 1, 1).expand(fixture.Shape("out.high_thres_mask_last")), 1e-6);
    }

    static DynamicThreshold Threshold(Fixture fixture, int classes)
    {
        var released = classes == 20 ? DynamicThreshold.Voc() : DynamicThreshold.Coco(classes);
        var (from, to) = fixture.Has("in.cam_iters_max_iters")
            ? ((int)fixture.Longs("in.cam_iters_max_iters")[0], (int)fixture.Longs("in.cam_iters_max_iters")[1])
            : (released.From, released.To);
        IReadOnlyList<double> Given(string name, IReadOnlyList<double> otherwise) =>
            fixture.Has(name) ? [.. fixture.Floats(name).Select(v => (double)v)] : otherwise;
        return new(Given("in.start", released.Start), Given("in.target", released.Target), from, to);
    }

    static void Refinement(Fixture fixture, FixtureReport report)
    {
        int[] dilations = [.. fixture.Longs("in.dilations").Select(d => (int)d)];
        var config = new RefinementConfig { Dilations = dilations, Steps = fixture.Int("in.num_iter") };
        var images = fixture.Tensor("in.imgs");
        report.Near("out.refined", PixelAdaptiveRefinement.Refine(images, fixture.Tensor("in.masks"), config), 2e-4);
        var around = PixelAdaptiveRefinement.Neighbours(images, dilations).ToArray();
        if (fixture.Has("out.img_neighbors"))
            report.Near("out.img_neighbors", stack(around, 2), 2e-4);
        if (fixture.Has("out.img_std"))
            report.Near("out.img_std", PixelAdaptiveRefinement.Deviation(around).unsqueeze(2), 2e-4);
        if (fixture.Has("out.pos"))
            report.Near("out.pos", PixelAdaptiveRefinement.Distances(dilations), 2e-4);
    }

    static void RefinedLabels(Fixture fixture, FixtureReport report)
    {
        const double Share = 0.999;
        var (images, cams, tags) = (fixture.Tensor("in.images_01"), fixture.Tensor("in.cams_valid"), fixture.Tensor("in.cls_label"));
        var (fixedHigh, low) = (fixture.Floats("in.fixed_high_low")[0], fixture.Floats("in.fixed_high_low")[1]);
        var (boxes, config) = (fixture.Boxes(), new RefinementConfig());
        var high = fixture.Tensor("in.high_thres_map")[.., 0, 0, 0];                // constant over each image
        report.Equal("out.label_dynamic", PseudoLabels.Make(images, cams, tags, boxes, high, low, config), Share);
        report.Equal("out.label_fixed", PseudoLabels.Make(images, cams, tags, boxes, full_like(high, fixedHigh), low, config), Share);

        var (height, width) = (images.shape[2] / 2, images.shape[3] / 2);
        foreach (var i in fixture.Numbered("out.image", "_keys"))
        {
            var present = PresentClasses.Of(tags[i..(i + 1)]);
            var masses = present.Masses(present.Gather(cams[i..(i + 1)]), high[i..(i + 1)], height, width);
            report.Equal($"out.image{i}_keys", present.Keys.flatten());
            report.Near($"out.image{i}_high_softmax", masses, 2e-4);
            var small = PseudoLabels.Resize(images[i..(i + 1)], height, width);
            report.Near($"out.image{i}_high_refined", PixelAdaptiveRefinement.Refine(small, masses, config), 2e-4);
        }
    }

    static void Crf(Fixture fixture, FixtureReport report)
    {
        var p = fixture.Floats("in.iter_posxy_posw_bixy_birgb_biw");
        var options = new DenseCrfOptions
        {
            Iterations = (int)p[0], PositionSigma = p[1], PositionWeight = p[2], ColorPositionSigma = p[3], ColorSigma = p[4], ColorWeight = p[5],
        };
        var (image, prob, classes) = (fixture.Image("in.image"), fixture.Floats("in.prob"), (int)fixture.Shape("in.prob")[0]);
        var q = new DenseCrf(image, options).Refine(prob, classes);
        report.Near("out.q", q, 5e-3);
        report.Equal("out.argmax", tensor(q, fixture.Shape("in.prob")).argmax(0), 0.999);
        if (fixture.Has("out.q_after_1_iter"))
            report.Near("out.q_after_1_iter", new DenseCrf(image, options with { Iterations = 1 }).Refine(prob, classes), 2e-3);
    }
}
