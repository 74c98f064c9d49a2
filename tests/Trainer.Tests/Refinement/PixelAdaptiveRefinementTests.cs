using Platform.TestKit;
using Platform.Trainer.Methods;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Refinement;

public sealed class PixelAdaptiveRefinementTests
{
    [SharedTheory]
    [InlineData("dupl_par_one_iter")]
    [InlineData("dupl_par_refine")]
    [InlineData("dupl_par_refine_upsampled_mask")]
    public void Masks_flow_as_in_the_published_code(string fixture)
    {
        using var golden = Golden.Open(fixture);
        using var scope = NewDisposeScope();
        var config = new RefinementConfig
        {
            Dilations = Array.ConvertAll(golden.Longs("in.dilations"), d => (int)d),
            Steps = golden.Int("in.num_iter"),
        };
        PixelAdaptiveRefinement.Refine(golden.Tensor("in.imgs"), golden.Tensor("in.masks"), config).ShouldAgree(golden, "out.refined", 2e-4);
    }

    [SharedFact]
    public void Images_come_back_from_normalisation_as_in_the_published_code()
    {
        using var golden = Golden.Open("dupl_denormalize");
        using var scope = NewDisposeScope();
        TensorBatch.Unnormalise(golden.Tensor("in.normalised")).ShouldAgree(golden, "out.denorm_01", 1e-6);
    }
}
