using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Verification;

/// <summary>Fixtures of ToCo, which DuPL is built on.</summary>
static class ToCoFixtures
{
    public static readonly (string, FixtureRule)[] Rules =
    [
        ("toco_ptc_pipeline", PatchContrast),
        ("toco_seg_loss", Segmentation),
    ];

    // from auxiliary CAMs on
    static void PatchContrast(Fixture fixture, FixtureReport report)
    {
        var (features, config) = (fixture.Shape("in.fmap"), new CamConfig());
        var resized = PseudoLabels.Resize(fixture.Tensor("in.cam_aux"), features[2], features[3]);
        report.Near("out.resized_cam", resized, 1e-5);
        var labels = CamToLabel.Train(
            CamToLabel.Valid(resized, fixture.Tensor("in.cls_label")), full(features[0], config.HighThreshold, device: fixture.Device),
            config.LowThreshold, fixture.Boxes());
        report.Equal("out.label", labels);
        DuplLossFixtures.PatchContrast(fixture, report, labels);
    }

    // an empty half is NaN there
    static void Segmentation(Fixture fixture, FixtureReport report) => DuplLossFixtures.SegmentationCases(
        fixture, report, (logits, labels) => SegmentationLoss.Balanced(logits, labels, guard: 0));
}
