using Platform.TestKit;
using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Cams;

public sealed class PseudoLabelsTests
{
    [SharedFact]
    public void Refined_labels_are_those_of_the_published_code()
    {
        using var golden = Golden.Open("dupl_refine_labels");
        using var scope = NewDisposeScope();
        // constant over each image
        var dynamic = golden.Tensor("in.high_thres_map")[.., 0, 0, 0];
        Make(golden, dynamic).ShouldHaveLabels(golden, "out.label_dynamic", share: 0.999);
        Make(golden, full(2, golden.Floats("in.fixed_high_low")[0])).ShouldHaveLabels(golden, "out.label_fixed", share: 0.999);
    }

    [Fact]
    public void Without_refinement_the_cam_itself_decides()
    {
        using var scope = NewDisposeScope();
        var cam = zeros(1, 2, 8, 8);
        using (no_grad())
            cam[0, 1, 2, 2] = tensor(1f);
        cam = nn.functional.interpolate(cam.narrow(2, 2, 1).narrow(3, 2, 1), [8, 8]); // class 1 everywhere
        var labels = PseudoLabels.Make(ones(1, 3, 8, 8), cam, tensor((float[])[0, 1], [1, 2]), [0, 8, 0, 4], full(1, 0.7), 0.25, refinement: null);
        labels[0, 4, 1].ToInt64().ShouldBe(2);
        labels[0, 4, 6].ToInt64().ShouldBe(CamToLabel.Ignored, "outside the box");
    }

    static Tensor Make(Golden golden, Tensor high) => PseudoLabels.Make(
        golden.Tensor("in.images_01"), golden.Tensor("in.cams_valid"), golden.Tensor("in.cls_label"), golden.Boxes(), high,
        golden.Floats("in.fixed_high_low")[1], new RefinementConfig());
}
