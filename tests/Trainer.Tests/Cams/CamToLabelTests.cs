using Platform.TestKit;
using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Cams;

public sealed class CamToLabelTests
{
    [SharedFact]
    public void Both_forms_are_those_of_the_published_code_on_the_thresholds_too()
    {
        using var golden = Golden.Open("dupl_cam_to_label");
        using var scope = NewDisposeScope();
        var (background, high, low) = (golden.Floats("in.thresholds_bkg_high_low")[0], golden.Floats("in.thresholds_bkg_high_low")[1],
            golden.Floats("in.thresholds_bkg_high_low")[2]);
        var valid = CamToLabel.Valid(golden.Tensor("in.cam"), golden.Tensor("in.cls_label"));
        valid.ShouldAgree(golden, "out.valid_cam", 1e-5);
        CamToLabel.Evaluate(valid, background).ShouldHaveLabels(golden, "out.eval_label");
        CamToLabel.Train(valid, full(2, high), low, golden.Boxes()).ShouldHaveLabels(golden, "out.label_ignore_mid");
        CamToLabel.Train(valid, golden.Tensor("in.high_thres_per_image"), low, golden.Boxes()).ShouldHaveLabels(golden, "out.label_dynamic");
    }
}
