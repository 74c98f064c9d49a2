using Platform.Trainer.Cams;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Losses;

public sealed class PatchTokenContrastTests
{
    [Fact]
    public void Without_a_pair_the_loss_is_a_half()
    {
        using var scope = NewDisposeScope();
        PatchTokenContrast.Of(rand(1, 4, 2, 2), full([1, 2, 2], CamToLabel.Ignored, ScalarType.Int64)).ToSingle().ShouldBe(0.5f);
    }
}
