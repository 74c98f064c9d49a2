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
    public void Gradients_add_up_until_they_are_taken_away()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, requires_grad: true);
        (x * 3).backward();
        (x * 4).backward();
        x.grad!.item<float>().ShouldBe(7);
        x.grad = null;
        x.grad.ShouldBeNull();
    }

    [Fact]
    public void A_detached_value_passes_no_gradient()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 2f }, requires_grad: true);
        (x * x.detach()).backward();
        x.grad!.item<float>().ShouldBe(2);
    }

    [Fact]
    public void Second_derivatives_come_from_a_graph_of_gradients()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 2.0 }, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        (first.item<double>(), second.item<double>()).ShouldBe((12, 12));
        x.grad.ShouldBeNull();
    }

    [Fact]
    public void An_input_that_is_not_used_gives_null_where_that_is_allowed()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (ones(1, requires_grad: true), ones(1, requires_grad: true));
        autograd.grad([x * 2], [x, y], allow_unused: true)[1].ShouldBeNull();
    }

    [Fact]
    public void The_middle_of_a_graph_keeps_its_gradient_on_request()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var middle = x * 3;
        middle.retain_grad();
        (middle * 5).sum().backward();
        middle.grad!.data<float>().ToArray().ShouldBe([5f, 5f]);
        (x.is_leaf, middle.is_leaf).ShouldBe((true, false));
    }

    [Fact]
    public void Modes_nest_and_end()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            (x * 2).requires_grad.ShouldBeFalse();
            using (enable_grad())
                (x * 2).requires_grad.ShouldBeTrue();
            is_grad_enabled().ShouldBeFalse();
        }
        using (inference_mode())
            is_inference_mode_enabled().ShouldBeTrue();
        (is_grad_enabled(), is_inference_mode_enabled()).ShouldBe((true, false));
    }

    [Fact]
    public void The_mode_is_the_threads_own()
    {
        using var _ = no_grad();
        var other = false;
        var thread = new Thread(() => other = is_grad_enabled());
        thread.Start();
        thread.Join(Patience.OfWait).ShouldBeTrue();
        other.ShouldBeTrue();
        is_grad_enabled().ShouldBeFalse();
    }
}
