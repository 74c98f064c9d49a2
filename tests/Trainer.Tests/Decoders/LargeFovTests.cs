using Platform.TestKit;
using Platform.Trainer.Decoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Decoders;

public sealed class LargeFovTests
{
    [SharedFact]
    public void Logits_and_gradients_are_those_of_the_published_code()
    {
        using var golden = Golden.Open("dupl_largefov_small");
        using var scope = NewDisposeScope();
        using var head = new LargeFov(dim: 12, classes: 6, width: 16);
        golden.LoadInto(head);
        var x = golden.Tensor("in.x").requires_grad_();
        var y = head.forward(x);
        y.ShouldAgree(golden, "out.y", 1e-4);
        (y * golden.Tensor("in.coef")).sum().backward();
        x.grad!.ShouldAgree(golden, "grad.x", 1e-4);
        foreach (var name in (string[])["conv6.weight", "conv8.weight"])
            head.get_parameter(name)!.grad!.ShouldAgree(golden, "grad." + name, 1e-4);
    }

    [SharedFact]
    public void The_full_width_agrees_on_a_procedural_input()
    {
        using var golden = Golden.Open("dupl_largefov_full");
        using var scope = NewDisposeScope();
        using var head = new LargeFov(dim: 16, classes: 21);
        using (no_grad())
        {
            Fill(head, "conv6.weight", 0.05, 0.1);
            Fill(head, "conv7.weight", 0.01, 0.2);
            Fill(head, "conv8.weight", 0.05, 0.3);
        }
        head.forward(Wave([2, 16, 7, 6], 1, 0.4)).ShouldAgree(golden, "out.y", 1e-3);
    }

    static void Fill(LargeFov head, string name, double scale, double phase)
    {
        var weight = head.get_parameter(name)!;
        weight.copy_(Wave(weight.shape, scale, phase));
    }

    static Tensor Wave(long[] shape, double scale, double phase) =>
        tensor(Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(k => (float)(scale * Math.Sin(0.37 * k + phase))).ToArray(), shape);
}
