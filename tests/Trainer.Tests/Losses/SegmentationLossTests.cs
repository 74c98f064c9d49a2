using Platform.TestKit;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Losses;

public sealed class SegmentationLossTests
{
    [SharedTheory]
    [InlineData("dupl_seg_loss", "normal")]
    [InlineData("dupl_seg_loss", "nofg")]
    [InlineData("dupl_seg_loss", "nobg")]
    [InlineData("dupl_seg_loss", "allignore")]
    [InlineData("toco_seg_loss", "normal")]
    public void The_balanced_loss_and_its_gradient_are_those_of_the_published_code(string fixture, string which)
    {
        using var golden = Golden.Open(fixture);
        using var scope = NewDisposeScope();
        var logits = golden.Tensor($"in.{which}.pred").requires_grad_();
        var loss = SegmentationLoss.Balanced(logits, golden.Labels($"in.{which}.label"));
        Golden.ShouldAgree(loss.reshape(1).Values(), golden.Floats($"out.{which}.loss"), 1e-5, which);
        loss.backward();
        logits.grad!.ShouldAgree(golden, $"grad.{which}.pred", 1e-5);
    }

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
