using Platform.TestKit;
using Platform.Trainer.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Losses;

public sealed class MultiLabelLossTests
{
    [SharedFact]
    public void Loss_and_gradient_are_those_of_the_published_code()
    {
        using var golden = Golden.Open("dupl_cls_loss");
        using var scope = NewDisposeScope();
        var logits = golden.Tensor("in.logits").requires_grad_();
        var loss = MultiLabelLoss.Of(logits, golden.Tensor("in.labels"));
        Golden.ShouldAgree(loss.reshape(1).Values(), golden.Floats("out.loss"), 1e-5, "loss");
        loss.backward();
        logits.grad!.ShouldAgree(golden, "grad.logits", 1e-5);
    }
}
