using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

/// <summary>Compares what backward computes with central differences, in double precision.</summary>
static class GradientCheck
{
    const double Step = 1e-5, Tolerance = 1e-6;

    /// <summary>Both for every input and every parameter of <paramref name="module"/>; the function's elements are summed with fixed weights.</summary>
    internal static void Holds(Func<Tensor[], Tensor> function, Tensor[] inputs, nn.Module? module = null)
    {
        using var scope = NewDisposeScope();
        var leaves = inputs.Where(i => i.is_floating_point()).Concat(module?.parameters() ?? []).ToArray();
        foreach (var leaf in leaves)
            leaf.requires_grad = true;
        var weights = WeightsFor(function(inputs));
        double Value()
        {
            using var inner = NewDisposeScope();
            using var _ = no_grad();
            return (function(inputs) * weights).sum().ToDouble();
        }

        (function(inputs) * weights).sum().backward();

        foreach (var leaf in leaves)
        {
            var analytic = leaf.grad!.contiguous().data<double>().ToArray();
            var values = leaf.detach().view(-1).data<double>();
            for (var i = 0; i < analytic.Length; i++)
            {
                var before = values[i];
                values[i] = before + Step;
                var above = Value();
                values[i] = before - Step;
                var below = Value();
                values[i] = before;
                analytic[i].ShouldBe((above - below) / (2 * Step), Tolerance * Math.Max(1, Math.Abs(analytic[i])), $"element {i} of {leaf}");
            }
        }
    }

    // Different for every element, so that a permuted or doubled gradient shows.
    static Tensor WeightsFor(Tensor result) => linspace(0.3, 1.7, result.numel(), ScalarType.Float64).view(result.shape);
}
