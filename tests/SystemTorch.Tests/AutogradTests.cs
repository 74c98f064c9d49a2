using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

public class AutogradTests
{
    [Fact]
    public void The_gradient_of_a_square_is_twice_the_value()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, -2f, 3f }, requires_grad: true);
        (x * x).sum().backward();
        x.grad!.data<float>().ToArray().ShouldBe([2f, -4f, 6f]);
    }

    [Fact]
    public void A_linear_layer_learns_a_line()
    {
        manual_seed(0);
        using var scope = NewDisposeScope();
        var model = nn.Sequential(nn.Linear(1, 8), nn.GELU(), nn.LayerNorm(8), nn.Linear(8, 1));
        using var optimizer = optim.AdamW(model.parameters(), lr: 0.02);
        var x = linspace(-1, 1, 64).view(64, 1);
        var y = x * 3 + 1;
        var last = 0.0;
        for (var i = 0; i < 400; i++)
        {
            using var step = NewDisposeScope();
            var loss = nn.functional.mse_loss(model.call(x), y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            last = loss.ToDouble();
        }
        last.ShouldBeLessThan(1e-2);
    }
}
