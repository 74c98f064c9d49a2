using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Trainer.Cams;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of WeCLIP+'s whole CAM refinement, from frozen CLIP's tokens to labels (goldens/README-2.md).</summary>
static class WeClipRefinementFixtures
{
    public static readonly (string, FixtureRule)[] Rules = [("weclip_rfm", Refinement)];

    static void Refinement(Fixture fixture, FixtureReport report)
    {
        using var clip = ClipFixtures.OpenClip(fixture);
        var image = fixture.Tensor("image");
        var (labels, cells) = (fixture.Labels("labels"), fixture.Shape("cam_refined"));
        var texts = cat([fixture.Tensor("fg_text").index_select(0, labels - 1), fixture.Tensor("bg_text")], 0);
        var grad = GradCam.Compute(
            clip, fixture.Tensor("image_features").transpose(0, 1), texts, (int)labels.shape[0], (cells[1], cells[2]));
        var attention = cat([fixture.Tensor("attn_layers"), grad.Attention], 0)[.., 1.., 1..];

        var voc = fixture.Note("kind") == "voc";
        var guided = fixture.Note("require_seg_trans") == "True";
        report.Given("seg_attn", "seg_prob");
        var options = new AttentionWalkOptions
        {
            Layers = ClipFixtures.ClipConfiguration(fixture).Patch == 14 ? 12 : voc ? 6 : 8, BoxThreshold = Threshold(fixture, voc ? "voc" : "coco"), BoxesWithProbabilities = !voc,
        };
        var refined = AttentionWalk.Refine(
            grad.Cams, attention,
            guided ? fixture.Tensor("seg_attn")[0] : null,
            guided ? fixture.Tensor("seg_prob").index_select(0, labels) : null,
            image, options);
        var keys = cat([zeros_like(labels[..1]), labels], 0);
        report.Equal("keys", labels - 1);
        report.Equal("valid_key", keys);
        report.Near("cam_refined", refined.Cams, 1e-4);
        report.Near("cam_highres", refined.Large, 1e-4);
        report.Equal("cam_label", keys.index_select(0, refined.Columns.flatten()).reshape(refined.Columns.shape), 0.99);
    }

    // "0.7 coco / 0.4 voc"
    static double Threshold(Fixture fixture, string kind) => double.Parse(
        Regex.Match(fixture.Note("box_threshold"), $@"([\d.]+) {kind}").Groups[1].Value, CultureInfo.InvariantCulture);
}
