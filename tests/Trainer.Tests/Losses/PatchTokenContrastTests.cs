using Platform.TestKit;
using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Losses;

public sealed class PatchTokenContrastTests
{
    [SharedTheory]
    [InlineData("dupl_ptc_loss")]
    [InlineData("dupl_ptc_loss_single_label")]
    public void Pairs_loss_and_gradient_are_those_of_the_published_code(string fixture)
    {
        using var golden = Golden.Open(fixture);
        using var scope = NewDisposeScope();
        ShouldAgree(golden, golden.Labels("in.label"));
    }

    [SharedFact]
    public void From_auxiliary_cams_on_it_is_the_published_pipeline()
    {
        using var golden = Golden.Open("toco_ptc_pipeline");
        using var scope = NewDisposeScope();
        var resized = PseudoLabels.Resize(golden.Tensor("in.cam_aux"), 4, 5);
        resized.ShouldAgree(golden, "out.resized_cam", 1e-5);
        var labels = CamToLabel.Train(
            CamToLabel.Valid(resized, golden.Tensor("in.cls_label")), full(2, 0.7), 0.25, golden.Boxes());
        labels.ShouldHaveLabels(golden, "out.label");
        ShouldAgree(golden, labels);
    }

    [Fact]
    public void Without_a_pair_the_loss_is_a_half()
    {
        using var scope = NewDisposeScope();
        PatchTokenContrast.Of(rand(1, 4, 2, 2), full([1, 2, 2], CamToLabel.Ignored, ScalarType.Int64)).ToSingle().ShouldBe(0.5f);
    }

    static void ShouldAgree(Golden golden, Tensor labels)
    {
        PatchTokenContrast.Affinity(labels).ShouldHaveLabels(golden, "out.aff_mask");
        var features = golden.Tensor("in.fmap").requires_grad_();
        var loss = PatchTokenContrast.Of(features, labels);
        Golden.ShouldAgree(loss.reshape(1).Values(), golden.Floats("out.loss"), 1e-5, "loss");
        loss.backward();
        features.grad!.ShouldAgree(golden, "grad.fmap", 1e-6);
    }
}
