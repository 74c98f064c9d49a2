using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Cams;

public sealed class PseudoLabelsTests
{
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
}
