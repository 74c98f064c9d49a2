using Platform.TestKit;
using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Cams;

public sealed class MultiScaleCamTests
{
    [SharedTheory]
    [InlineData("dupl_cam_single_scale")]
    [InlineData("dupl_cam_multi_scale")]
    public void Fusion_is_that_of_the_published_code(string fixture)
    {
        using var golden = Golden.Open(fixture);
        using var scope = NewDisposeScope();
        var (height, width) = (golden.Longs("in.hw")[0], golden.Longs("in.hw")[1]);
        var sizes = new List<long>();
        var (cam, auxiliary) = MultiScaleCam.Compute(
            input =>
            {
                sizes.Add(input.shape[2]);
                return (golden.Tensor($"in.cam_s{sizes.Count - 1}"), golden.Tensor($"in.cam_aux_s{sizes.Count - 1}"));
            },
            zeros(2, 3, height, width), [.. golden.Floats("in.scales").Select(s => (double)s)], flip: true);
        sizes.ShouldBe(golden.Floats("in.scales").Select(s => (long)(s * height)));
        cam.ShouldAgree(golden, "out.cam", 1e-5);
        auxiliary.ShouldAgree(golden, "out.cam_aux", 1e-5);
    }
}
