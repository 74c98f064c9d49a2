using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

public class ErrorTests
{
    [Fact]
    public void A_shape_that_does_not_fit_says_so_in_libtorchs_words()
    {
        using var scope = NewDisposeScope();
        Should.Throw<ExternalException>(() => ones(2, 3).matmul(ones(2, 3))).Message.ShouldContain("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        using var scope = NewDisposeScope();
        Should.Throw<ExternalException>(() => ones(2).add((Tensor)null!)).Message.ShouldContain("aten::add.Tensor: argument 'other' must be a tensor");
    }

    [Fact]
    public void The_next_call_after_an_error_works()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < 100; i++)
            Should.Throw<ExternalException>(() => ones(2).view(3));
        ones(2).view(2, 1).shape.ShouldBe([2, 1]);
    }

    [Fact]
    public void Reading_as_another_type_is_refused()
    {
        using var scope = NewDisposeScope();
        Should.Throw<ArgumentException>(() => ones(1).item<double>()).Message.ShouldContain("Float32");
        Should.Throw<ArgumentException>(() => ones(1).data<long>()).Message.ShouldContain("Float32");
    }

    [Fact]
    public void A_whole_number_has_no_gradient()
    {
        using var scope = NewDisposeScope();
        Should.Throw<ExternalException>(() => tensor(new[] { 1, 2 }, requires_grad: true)).Message.ShouldContain("floating point");
    }

    [Fact]
    public void A_second_backward_needs_the_graph_kept()
    {
        using var scope = NewDisposeScope();
        var loss = (ones(2, requires_grad: true) * 2).pow(2).sum();
        loss.backward();
        Should.Throw<ExternalException>(() => loss.backward()).Message.ShouldContain("second time");
    }
}
