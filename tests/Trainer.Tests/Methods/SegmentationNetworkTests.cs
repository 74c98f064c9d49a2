using Platform.TestKit;
using Platform.Trainer.Cams;
using Platform.Trainer.Methods;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Methods;

public sealed class SegmentationNetworkTests
{
    [SharedFact]
    public void Outputs_and_gradients_are_those_of_one_published_branch()
    {
        using var golden = Golden.Open("dupl_branch_forward_backward");
        using var scope = NewDisposeScope();
        using var network = new SegmentationNetwork(
            new() { Name = "golden", PatchSize = 16, Dim = 16, Depth = 4, Heads = 2, GridSize = 4, AuxiliaryLayer = golden.Int("in.aux_layer") },
            new() { Width = 12 }, classes: 5);
        golden.LoadInto(network);

        var output = network.forward(golden.Tensor("in.x"));
        output.Tags.ShouldAgree(golden, "out.cls", 2e-4);
        output.AuxiliaryTags.ShouldAgree(golden, "out.cls_aux", 2e-4);
        output.Features.ShouldAgree(golden, "out.fmap", 2e-4);
        output.Segmentation.ShouldAgree(golden, "out.seg", 2e-4);
        var (cam, auxiliary) = network.Cams(golden.Tensor("in.x"));
        cam.ShouldAgree(golden, "out.cam", 2e-4);
        auxiliary.ShouldAgree(golden, "out.cam_aux", 2e-4);

        ((output.Tags * golden.Tensor("in.coef_cls")).sum() + (output.AuxiliaryTags * golden.Tensor("in.coef_cls_aux")).sum()
            + (output.Features * golden.Tensor("in.coef_fmap")).sum() + (output.Segmentation * golden.Tensor("in.coef_seg")).sum()).backward();
        foreach (var name in golden.Names.Where(n => n.StartsWith("grad.", StringComparison.Ordinal)))
            network.get_parameter(name[5..])!.grad!.ShouldAgree(golden, name, 5e-4);
    }

    [SharedFact]
    public void Image_level_scores_are_classified_maxima_and_cams_the_classified_map()
    {
        using var golden = Golden.Open("dupl_cam_from_features");
        using var scope = NewDisposeScope();
        var (features, weight) = (golden.Tensor("in.features"), golden.Tensor("in.weight"));
        var raw = nn.functional.conv2d(features, weight);
        raw.ShouldAgree(golden, "out.raw", 1e-5);
        MultiScaleCam.Normalise(raw.relu()).ShouldAgree(golden, "out.normalised", 1e-5);
    }
}
