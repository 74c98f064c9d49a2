using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using Platform.Trainer.Refinement;
using TorchSharp;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of DuPL's and ToCo's functions (goldens/README.md).</summary>
static class DuplFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("dupl_par", Refinement),
        ("dupl_seg_loss", SegmentationLosses),
    ];

    static void Refinement(Fixture fixture, FixtureReport report)
    {
        var config = new RefinementConfig
        {
            Dilations = [.. fixture.Longs("in.dilations").Select(d => (int)d)],
            Steps = fixture.Int("in.num_iter"),
        };
        report.Near("out.refined", PixelAdaptiveRefinement.Refine(fixture.Tensor("in.imgs"), fixture.Tensor("in.masks"), config), 2e-4);
    }

    // one case per name between "in." and ".pred"
    static void SegmentationLosses(Fixture fixture, FixtureReport report)
    {
        foreach (var name in fixture.Names.Where(n => n.StartsWith("in.") && n.EndsWith(".pred")).Select(n => n[3..^5]))
        {
            var logits = fixture.Tensor($"in.{name}.pred").requires_grad_();
            var labels = fixture.Labels($"in.{name}.label");
            report.Near($"out.{name}.ce_none", SegmentationLoss.PerPixel(logits, labels), 1e-5);
            var loss = SegmentationLoss.Balanced(logits, labels);
            loss.backward();
            report.Near($"out.{name}.loss", loss, 1e-5);
            report.Near($"grad.{name}.pred", logits.grad!, 1e-5);
        }
    }
}
