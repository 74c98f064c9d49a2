using System.Globalization;
using Platform.Trainer.Cams;
using Platform.Trainer.Data;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Losses;
using Platform.Trainer.Optimization;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of RecurSeed's functions (goldens/README-2.md).</summary>
static class RecurSeedFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("rs_cam", Activation),
        ("rs_scg", SelfCorrelations),
        ("rs_pamr", AbsoluteRefinements),
        ("rs_random_walk", Walks),
        ("rs_ema", Averages),
        ("rs_miou", Scores),
        ("rs_polylr", Polynomial),
        ("rs_steplr", Steps),
        ("rs_randomcrop", Crops),
        ("rs_normalize_resize", Sizes),
        ("rs_recon_losses", Losses),
    ];

    static void Activation(Fixture fixture, FixtureReport report)
    {
        var maps = fixture.Numbered("f").Select(i => fixture.Tensor($"f{i}")).ToArray();
        report.Near("cam_list", SpatialMaximum.Fuse(maps), 1e-6);
        report.Near("cam_single", SpatialMaximum.Fuse([maps[0].unsqueeze(0)]), 1e-6);
    }

    static void SelfCorrelations(Fixture fixture, FixtureReport report)
    {
        var p = fixture.Floats("params");
        var options = new SelfCorrelationOptions
        {
            First = p[0], Second = p[1], Foreground = p[2], Background = p[3], Iterations = (int)p[4], SecondWeight = p[5],
        };
        var features = fixture.Numbered("feature").Select(i => fixture.Tensor($"feature{i}")).ToArray();
        for (var i = 0; i < features.Length; i++)
        {
            var (first, second) = SelfCorrelation.Orders(features[i], options);
            report.Near($"SC1_{i}", first, 1e-5);
            report.Near($"SC2_{i}", second, 1e-5);
        }
        report.Near("HSC", SelfCorrelation.Combined(features, options), 1e-5);
        report.Near("SCM", SelfCorrelation.Refine(fixture.Tensor("cams"), features, options), 1e-5);
    }

    static void AbsoluteRefinements(Fixture fixture, FixtureReport report)
    {
        var images = fixture.Tensor("image");
        var config = new RefinementConfig
        {
            Dilations = [.. fixture.Longs("dilations").Select(d => (int)d)],
            Steps = fixture.Int("num_iter"),
        };
        report.Near("refined", AbsoluteRefinement.Refine(images, fixture.Tensor("mask"), config, fixture.Float("sigma")), 1e-5);
        report.Near("std", AbsoluteRefinement.Deviation(images, config.Dilations).unsqueeze(2), 1e-5);
        var count = (int)fixture.Shape("dist_abs")[2];
        report.Near("dist_abs", stack([.. AbsoluteRefinement.Distances(images, config.Dilations).Take(count)], 2), 1e-5);
    }

    static void Walks(Fixture fixture, FixtureReport report)
    {
        var (cfg, shape, edge) = (fixture.Longs("cfg"), fixture.Shape("x"), fixture.Floats("edge"));
        var options = new RandomWalkOptions { Radius = (int)cfg[0], Beta = cfg[1], Squarings = (int)cfg[2] };
        var (height, width) = ((int)shape[1], (int)shape[2]);
        var paths = RandomWalkPath.All(options.Radius);
        var offsets = fixture.Longs("search_dst").Chunk(2).Select(o => ((int)o[0], (int)o[1])).ToArray();
        report.Holds(paths.Select(p => (p.Dy, p.Dx)).Order().SequenceEqual(offsets.Order()), "search_dst: other offsets");
        foreach (var name in fixture.Names.Where(n => n.StartsWith("search_paths_", StringComparison.Ordinal)))
            foreach (var recorded in fixture.Longs(name).Chunk(2).Select(o => ((int)o[0], (int)o[1])).Chunk((int)fixture.Shape(name)[1]))
                report.Holds(paths.Any(p => p.Points.Order().SequenceEqual(recorded.Order())), $"{name}: another path");

        // the authors' positions: one row and column beyond the map, a column before it
        var sparse = offsets.Select(o => paths.First(p => (p.Dy, p.Dx) == o)).SelectMany(path =>
            from y in Enumerable.Range(0, height + 1)
            from x in Enumerable.Range(-1, width + 2)
            select RandomWalk.Along(path, edge, width, height, y, x));
        report.Near("sparse_affinity", sparse.ToArray(), 1e-4);

        var affinity = RandomWalk.Affinity(edge, width, height, options.Radius);
        report.Near("dense_affinity", affinity, 1e-4);
        report.Near("trans", RandomWalk.Transition(affinity, width * height, options), 1e-4);
        report.Near("out", RandomWalk.Propagate(fixture.Floats("x"), edge, width, height, options), 1e-4);
    }

    static void Averages(Fixture fixture, FixtureReport report)
    {
        var decay = double.Parse(fixture.Note("decay"), CultureInfo.InvariantCulture);
        var average = fixture.Names.Where(n => n.StartsWith("init.", StringComparison.Ordinal))
            .ToDictionary(n => n["init.".Length..], fixture.Tensor);
        var steps = Enumerable.Range(1, int.MaxValue).TakeWhile(s => average.Keys.Any(k => fixture.Has($"step{s}.model.{k}"))).ToArray();
        foreach (var step in steps)
            foreach (var (name, value) in average.Where(a => fixture.Has($"step{step}.model.{a.Key}")))
            {
                WeightAverage.Update(value, fixture.Tensor($"step{step}.model.{name}"), WeightAverage.Ramped(decay, step));
                report.Near($"step{step}.ema.{name}", value, 1e-5);
            }
        report.Near("decays", steps.Select(s => (float)WeightAverage.Ramped(decay, s)).ToArray(), 1e-5);
        report.Near("decay_table", fixture.Longs("decay_table_updates").Select(u => (float)WeightAverage.Ramped(decay, u)).ToArray(), 1e-5);
    }

    static void Scores(Fixture fixture, FixtureReport report)
    {
        var (classes, images) = ((int)fixture.Shape("P")[0], (int)fixture.Shape("gt")[0]);
        var truth = Array.ConvertAll(fixture.Longs("gt"), l => (byte)l).Chunk(fixture.Longs("gt").Length / images).ToArray();
        var matrix = new ConfusionMatrix(classes);
        matrix.Add(Array.ConvertAll(fixture.Longs("pred"), l => (byte)l), Array.ConvertAll(fixture.Longs("gt"), l => (byte)l));
        var counts = new ClassCounts(classes);
        counts.Add(matrix);
        report.Near("P", Floats(counts.Predicted), 0);
        report.Near("T", Floats(counts.True), 0);
        report.Near("TP", Floats(counts.Right), 0);
        report.Near("iou_percent", counts.Iou().Select(v => (float)(100 * v)).ToArray(), 1e-3);
        report.Near("miou_fp_fn", [(float)(100 * counts.MeanIou()), (float)counts.FalsePositives(), (float)counts.FalseNegatives()], 1e-3);

        // the thresholds are decimals, stored as singles
        var search = new CamThreshold([.. fixture.Floats("cam_thresholds").Select(t => Math.Round(t, 6))], classes);
        var cams = fixture.Floats("cam").Chunk(fixture.Floats("cam").Length / images).ToArray();
        var tags = fixture.Floats("cam_label").Chunk(classes - 1).ToArray();
        for (var i = 0; i < images; i++)
            search.Add(cams[i], truth[i], tags[i]);
        var (threshold, best) = search.Best();
        report.Near("cam_best",
            [(float)threshold, (float)(100 * best.MeanIou()), (float)best.FalsePositives(), (float)best.FalseNegatives()], 1e-3);
    }

    // the file names neither length nor power: the first row that repeats tells one, the first step the other
    static void Polynomial(Fixture fixture, FixtureReport report)
    {
        var rows = Rows(fixture);
        var total = Enumerable.Range(0, rows.Length - 1).Where(r => rows[r][0] == rows[r + 1][0]).Append(rows.Length - 1).First() + 1;
        var power = Math.Round(Math.Log(rows[1][0] / rows[0][0]) / Math.Log(1 - 1.0 / total), 2);
        var schedule = new PolyWarmup(0, total, power);
        report.NearEach("lr", [.. rows.SelectMany((_, step) => rows[0].Select(rate => rate * schedule.FactorAt(step)))], 1e-5);
    }

    // nor does this one: the warm-up ends where the rate is ten times the first, milestones are where it falls
    static void Steps(Fixture fixture, FixtureReport report)
    {
        var rows = Rows(fixture);
        var top = rows.Max(r => r[0]);
        var warmup = Array.FindIndex(rows, r => r[0] == top);
        var milestones = Enumerable.Range(1, rows.Length - 1).Where(r => rows[r][0] < 0.5 * rows[r - 1][0]).ToArray();
        var schedule = new StepWarmup(warmup, milestones);
        report.NearEach("lr", [.. rows.SelectMany((_, step) => rows[warmup].Select(rate => rate * schedule.FactorAt(step)))], 1e-5);
    }

    static double[][] Rows(Fixture fixture) =>
        [.. fixture.Floats("lr").Chunk((int)fixture.Shape("lr")[1]).Select(r => Array.ConvertAll(r, v => (double)v))];

    static void Crops(Fixture fixture, FixtureReport report)
    {
        var (source, target) = (fixture.Longs("src_bbox"), fixture.Longs("dst_bbox")); // x0, y0, x1, y1
        var crop = new RandomCrop(
            fixture.Int("size"), OffsetY: (int)target[1], OffsetX: (int)target[0], Top: (int)source[1], Left: (int)source[0]);
        var image = fixture.Image("image");
        var area = image.Width * image.Height;
        var planes = new float[3 * area];
        Normalization.ToPlanes(image.Pixels, planes);
        var normalised = Enumerable.Range(0, planes.Length).Select(i => planes[i % 3 * area + i / 3]).ToArray();
        report.Near("normalized_hwc", normalised, 1e-6);
        report.Near("crop_image_hwc", crop.Cut<float>(normalised, image.Width, image.Height, 3, 0), 1e-6);
        report.Equal("crop_mask", crop.Cut<long>(fixture.Longs("mask"), image.Width, image.Height, 1, ConfusionMatrix.Ignored));
        var box = crop.Box(image.Width, image.Height); // y0, y1, x0, x1
        report.Equal("crop_bbox", (long[])[box[2], box[0], box[3], box[1]]);
    }

    static void Sizes(Fixture fixture, FixtureReport report)
    {
        var x = fixture.Tensor("x");
        report.Near("normalize", SpatialMaximum.Normalise(x), 1e-5);
        foreach (var name in fixture.Names.Where(n => n.StartsWith("resize_", StringComparison.Ordinal)))
        {
            var shape = fixture.Shape(name);
            var mode = name.Contains("nearest", StringComparison.Ordinal) ? InterpolationMode.Nearest : InterpolationMode.Bilinear;
            if (name.Split("_x") is [_, var scale])
                report.Holds((long)(x.shape[1] * double.Parse(scale, CultureInfo.InvariantCulture)) == shape[1], $"{name}: another size");
            var resized = mode == InterpolationMode.Nearest
                ? nn.functional.interpolate(x.unsqueeze(0), [shape[1], shape[2]], mode: mode)
                : PseudoLabels.Resize(x.unsqueeze(0), shape[1], shape[2]);
            report.Near(name, resized.squeeze(0), 1e-5);
        }
    }

    static void Losses(Fixture fixture, FixtureReport report)
    {
        var (cams, decoder) = (fixture.Tensor("cams_logits").requires_grad_(), fixture.Tensor("decoder_logits").requires_grad_());
        var tags = fixture.Tensor("y");
        var labels = CertainFilter.Labels(fixture.Tensor("refined_seed"), tags, Number(fixture, "c"), Number(fixture, "u"));
        report.Equal("certain_label", labels);
        var terms = RecurSeedLoss.Of(cams, decoder, tags, labels);
        var total = terms.Total((int)Number(fixture, "epoch"));
        total.backward();
        report.Near("losses", stack([terms.Tags, terms.Cam, terms.Segmentation, total]), 1e-5);
        report.Near("grad_cams", cams.grad ?? zeros_like(cams), 1e-5);
        report.Near("grad_decoder", decoder.grad ?? zeros_like(decoder), 1e-5);
    }

    internal static double Number(Fixture fixture, string key) => double.Parse(fixture.Note(key), CultureInfo.InvariantCulture);

    static float[] Floats(IEnumerable<long> values) => [.. values.Select(v => (float)v)];
}
