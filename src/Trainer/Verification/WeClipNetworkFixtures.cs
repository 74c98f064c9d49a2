using System.Text.RegularExpressions;
using Platform.Trainer.Backbones;
using Platform.Trainer.Methods;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of WeCLIP+'s whole network on procedural encoders (goldens/README-2.md).</summary>
static class WeClipNetworkFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("weclip_plus_train_forward", Training),
        ("weclip_plus_val_forward", Validation),
    ];

    static void Training(Fixture fixture, FixtureReport report) => Check(fixture, report, (clip, network, output) =>
    {
        report.Near("attn_pred", output.Affinity, 1e-3);
        var coefficients = linspace(-1, 1, output.Clip.numel(), device: fixture.Device).view(output.Clip.shape);
        ((output.Clip * coefficients).sum() + output.Affinity.square().sum()).backward();
        foreach (var (tensor, parameter) in ((string, string)[])[
            ("grad_linear_pred_bias", "decoder.linear_pred.bias"), ("grad_fuse_bias", "decoder_fts_fuse.linear_fuse.bias"),
            ("grad_dino_fuse_bias", "dino_decoder_fts_fuse.linear_fuse.bias")])
            report.Near(tensor, network.get_parameter(parameter)!.grad!, 1e-3);
        report.Equal("cam_labels", Labels(fixture, clip, output), 0.99);
    });

    static Tensor Labels(Fixture fixture, Clip clip, WeClipOutput output)
    {
        var voc = fixture.Metadata.GetValueOrDefault("model", "").Contains("voc", StringComparison.OrdinalIgnoreCase);
        var options = voc ? new AttentionWalkOptions { Layers = 6, BoxThreshold = 0.4, BoxesWithProbabilities = false } : new();
        var labels = new WeClipPseudoLabels(clip, fixture.Tensor("fg_text_features"), fixture.Tensor("bg_text_features"), options)
        {
            HiddenFromEnd = voc ? 2 : 1,
        };
        return labels.Make(fixture.Tensor("x"), output, [.. fixture.Numbered("labels").Select(i => fixture.Longs($"labels{i}"))]);
    }

    static void Validation(Fixture fixture, FixtureReport report) =>
        Check(fixture, report, (_, _, _) => report.Given("fg_text_features", "bg_text_features"));

    static void Check(Fixture fixture, FixtureReport report, Action<Clip, WeClipNetwork, WeClipOutput> more)
    {
        using var clip = ClipFixtures.OpenClip(fixture);
        using var dino = ClipFixtures.OpenDino(fixture);
        using var network = new WeClipNetwork(clip, ClipFixtures.ClipConfiguration(fixture), dino, ClipFixtures.DinoConfiguration(fixture), new WeClipOptions
        {
            Classes = (int)fixture.Shape("seg_clip")[1],
            Width = fixture.After("embedding") ?? 32,
            DecoderLayers = Before(fixture, "decoder layers", 3),
            DecoderHeads = Before(fixture, "heads", 8),
            Dropout = 0,
        });
        ProceduralWeights.Fill(network);
        network.to(fixture.Device);
        var output = network.forward(fixture.Tensor("x"));
        report.Near("seg_clip", output.Clip, 1e-3);
        report.Near("seg_dino", output.Dino, 1e-3);
        more(clip, network, output);
    }

    // "3 decoder layers x 8 heads"
    static int Before(Fixture fixture, string words, int fallback) =>
        Regex.Match(fixture.Metadata.GetValueOrDefault("model", ""), $@"(\d+) {words}") is { Success: true } match
            ? int.Parse(match.Groups[1].Value)
            : fallback;
}
