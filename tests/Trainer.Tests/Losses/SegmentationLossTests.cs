using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Losses;

public sealed class SegmentationLossTests
{
    [Fact]
    public void The_plain_loss_is_the_mean_over_known_pixels()
    {
        using var scope = NewDisposeScope();
        var logits = zeros(1, 4, 1, 3);
        var labels = tensor((long[])[0, 3, 255], [1, 1, 3]);
        SegmentationLoss.Plain(logits, labels).ToSingle().ShouldBe(MathF.Log(4), 1e-5f);
        SegmentationLoss.Plain(logits, full_like(labels, 255)).ToSingle().ShouldBe(0);
    }
}
