using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Trainer.Backbones;
using Platform.Trainer.Decoders;
using Platform.Trainer.Methods;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of ResNet and of the whole networks on it (goldens/README-2.md).</summary>
static class ResNetFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("rs_bottleneck", RecurSeedBlock),
        ("lpl_bottleneck", LearningPseudoLabelBlock),
        ("rs_rsepm", SingleStage),
        ("rs_deeplabv3plus", (fixture, report) => MultiStage(fixture, report, 16, (config, classes) => new DeepLabV3Plus(config, classes))),
        ("rs_deeplabv2", (fixture, report) => MultiStage(fixture, report, 8, (config, classes) => new DeepLabV2(config, classes))),
        ("rs_multiscale_infer", Inference),
        ("lpl_deeplabv3plus", Aligned),
    ];

    const string OutputStride = "(?:os|output_stride)";

    static void RecurSeedBlock(Fixture fixture, FixtureReport report)
    {
        var sizes = fixture.Longs("cfg"); // channels, width, stride, dilation, shortcut
        using var block = new Bottleneck((int)sizes[0], (int)sizes[1], (int)sizes[2], (int)sizes[3], sizes[4] != 0);
        fixture.LoadInto(block, "sd.");
        block.to(fixture.Device);
        foreach (var mode in (string[])["eval", "train"])
        {
            block.train(mode == "train");
            block.zero_grad();
            var x = fixture.Tensor("x").requires_grad_();
            var y = block.forward(x);
            (y * fixture.Tensor("grad_out")).sum().backward();
            report.Near($"y_{mode}", y, 1e-5);
            report.Near($"grad_x_{mode}", x.grad!, 1e-5);
        }
        // "grad_conv2_weight_train", "bn1_running_mean_after"
        foreach (var name in fixture.Names.Where(n => n.StartsWith("grad_conv") || n.StartsWith("grad_bn")))
            report.Near(name, block.get_parameter(Dotted(name["grad_".Length..^"_train".Length]))!.grad!, 1e-5);
        foreach (var name in fixture.Names.Where(n => n.EndsWith("_after")))
            report.Near(name, block.state_dict()[Dotted(name[..^"_after".Length])], 1e-5);
    }

    // "bn1_running_mean" → "bn1.running_mean"
    static string Dotted(string name) => $"{name[..name.IndexOf('_')]}.{name[(name.IndexOf('_') + 1)..]}";

    // The file does not hold the dilation, and no size depends on it: the one of those that the networks use and that agrees is the block's.
    static void LearningPseudoLabelBlock(Fixture fixture, FixtureReport report)
    {
        var (weight, x, y) = (fixture.Shape("sd.conv1.weight"), fixture.Shape("x0"), fixture.Shape("y"));
        var stride = y[2] == x[2] ? 1 : (int)((x[2] + y[2] - 1) / y[2]);
        var shortcut = fixture.Has("sd.downsample.0.weight");
        int[] dilations = fixture.Has("dilation") ? [fixture.Int("dilation")] : [4, 2, 1, 3, 5];
        report.FirstThatAgrees(dilations, (attempt, dilation) =>
        {
            using var block = new Bottleneck((int)weight[1], (int)weight[0], stride, dilation, shortcut);
            HeadFixtures.CheckModule(fixture, attempt, block, block.forward);
        });
    }

    static void SingleStage(Fixture fixture, FixtureReport report)
    {
        var x = fixture.Tensor("x");
        using var network = new RecurSeedNetwork(
            new ResNetConfig { Layers = Layers(fixture), OutputStride = Stride(x.shape[3], fixture.Shape("cams")[3]) },
            (int)fixture.Shape("cams")[1]);
        Prepare(network, fixture);
        using var none = no_grad();
        var output = network.forward(x);
        report.Near("cams", output.Cams, 1e-4);
        report.Near("cls_logits", output.Tags, 1e-4);
        report.Near("seg_logits", output.Segmentation, 1e-4);
        var same = nn.functional.interpolate(output.Segmentation, [x.shape[2], x.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
        Channels(report, fixture, "same", same);
    }

    // the stride changes no size; where it is not stated, the published one is tried first
    static void MultiStage(Fixture fixture, FixtureReport report, int usual, Func<ResNetConfig, int, nn.Module<Tensor, Tensor>> create)
    {
        int[] strides = fixture.After(OutputStride) is { } stated ? [stated] : [usual, 24 - usual];
        report.FirstThatAgrees(strides, (attempt, stride) =>
        {
            using var network = create(new() { Layers = Layers(fixture), OutputStride = stride }, (int)fixture.Shape("seg_logits")[1]);
            Prepare(network, fixture);
            using var none = no_grad();
            attempt.Near("seg_logits", network.forward(fixture.Tensor("x")), 1e-4);
        });
    }

    static void Aligned(Fixture fixture, FixtureReport report)
    {
        var x = fixture.Tensor("x");
        var deep = fixture.Names.First(n => n.StartsWith("l4_ch"));
        var config = new ResNetConfig
        {
            Layers = Layers(fixture),
            OutputStride = Stride(x.shape[3], fixture.Shape(deep)[3]),
            DeepStem = fixture.Flag("deep_base") ?? true,
            HalvedFirstDilation = true,
        };
        bool[] multiGrids = fixture.Flag("multi_grid") is { } stated ? [stated] : [false, true];
        report.FirstThatAgrees(multiGrids, (attempt, multiGrid) =>
        {
            using var network = new DeepLabV3PlusAligned(config with { MultiGrid = multiGrid }, (int)fixture.Shape("logits")[1]);
            Prepare(network, fixture);
            using var none = no_grad();
            var output = network.forward(x);
            attempt.Near("logits", output.Logits, 1e-4);
            Channels(attempt, fixture, "feature", output.Feature);
            Channels(attempt, fixture, "l4", output.Deep);
        });
    }

    static void Inference(Fixture fixture, FixtureReport report)
    {
        var image = fixture.Tensor("image");
        using var network = new RecurSeedNetwork(
            new ResNetConfig { Layers = Layers(fixture), OutputStride = fixture.After(OutputStride) ?? 16 },
            (int)fixture.Shape("pred_class")[0]);
        Prepare(network, fixture);
        bool[] flips = fixture.Flag("hflip") is { } stated ? [stated] : [true, false];
        report.FirstThatAgrees(flips, (attempt, flip) => Compare(fixture, attempt, RecurSeedInference.Predict(network, image, new()
        {
            Scales = [.. fixture.Floats("scales").Select(s => (double)s)],
            Flip = flip,
            SameSize = fixture.Flag("same") ?? true,
            Mode = fixture.Metadata.GetValueOrDefault("interpolation") == "bilinear" ? InterpolationMode.Bilinear : InterpolationMode.Nearest,
        })));
    }

    static void Compare(Fixture fixture, FixtureReport report, RecurSeedPrediction prediction)
    {
        report.Near("pred_class", prediction.Classes, 1e-4);
        report.Near("pred_mask", prediction.Mask, 1e-4);
        for (var level = 1; level <= 5; level++)
            Channels(report, fixture, $"features_C{level}", prediction.Features[level - 1].unsqueeze(0));
        foreach (var i in fixture.Numbered("pred_cams_"))
            report.Near($"pred_cams_{i}", prediction.Cams[i], 1e-4);
        if (fixture.Has("pred_cams_last"))
            report.Near("pred_cams_last", prediction.Cams[^1], 1e-4);
        var seed = RecurSeedInference.Seed(prediction.Mask);
        report.Near("seed_all", seed, 1e-4);
        var selected = RecurSeedInference.Select(prediction.Classes, fixture.Float("conf_th"));
        report.Near("class_mask", selected.to(ScalarType.Float32), 0);
        report.Near("seed_selected", seed[selected], 1e-4);
        report.Equal("keys", cat([zeros(1, ScalarType.Int64, fixture.Device), selected.nonzero().flatten() + 1]));
    }

    static void Prepare(nn.Module network, Fixture fixture)
    {
        ProceduralWeights.Fill(network);
        network.to(fixture.Device);
        network.eval();
    }

    static int Layers(Fixture fixture) => fixture.After("resnet") ?? 50;

    static int Stride(long input, long map) => map == (input + 7) / 8 ? 8 : 16;

    // "same_ch0_2" holds channels 0 and 1 of the map
    static void Channels(FixtureReport report, Fixture fixture, string name, Tensor map)
    {
        foreach (var part in fixture.Names.Where(n => n.StartsWith(name + "_ch")))
        {
            var bounds = Regex.Match(part, @"_ch(\d+)_(\d+)$");
            var (from, to) = (int.Parse(bounds.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(bounds.Groups[2].Value, CultureInfo.InvariantCulture));
            report.Near(part, map[.., from..to], 1e-4);
        }
    }
}
