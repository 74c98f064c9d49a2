using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

/// <summary>The default generator is everyone's, so nothing else draws while these run.</summary>
[Collection(nameof(Alone))]
public class RandomTests
{
    [Fact]
    public void A_seed_fixes_what_is_drawn()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var first = randn(5);
        manual_seed(7);
        randn(5).Equals(first).ShouldBeTrue();
        randn(5).Equals(first).ShouldBeFalse();
        initial_seed().ShouldBe(7);
    }

    // The published first draws of PyTorch's CPU generator for seed 0.
    [Fact]
    public void The_draws_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        rand(3).data<float>().ToArray().ShouldBe([0.4963f, 0.7682f, 0.0885f], 1e-4);
    }

    [Fact]
    public void A_saved_state_goes_on_where_it_was()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        randn(11);
        var state = get_rng_state();
        var next = randn(5);
        set_rng_state(state);
        randn(5).Equals(next).ShouldBeTrue();
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_default_alone()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        manual_seed(7);
        var expected = randn(2);
        manual_seed(7);
        rand(2, generator: generator);
        randperm(5, generator: generator);
        randint(0, 9, [4], generator: generator);
        randn(2).Equals(expected).ShouldBeTrue();
        generator.manual_seed(3);
        var again = rand(2, generator: generator);
        generator.manual_seed(3);
        rand(2, generator: generator).Equals(again).ShouldBeTrue();
    }

    [Fact]
    public void Starts_have_the_spread_they_are_named_for()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var w = empty(400, 300);
        double Std(Tensor t) => t.std().ToDouble();
        Std(nn.init.normal_(w, 1, 0.5)).ShouldBe(0.5, 0.01);
        Std(nn.init.xavier_uniform_(w)).ShouldBe(Math.Sqrt(2.0 / 700), 0.001);
        Std(nn.init.xavier_normal_(w)).ShouldBe(Math.Sqrt(2.0 / 700), 0.001);
        Std(nn.init.kaiming_normal_(w, nonlinearity: nn.init.NonlinearityType.ReLU)).ShouldBe(Math.Sqrt(2.0 / 300), 0.001);
        Std(nn.init.kaiming_uniform_(w, a: Math.Sqrt(5))).ShouldBe(1 / Math.Sqrt(3 * 300), 0.001);
        nn.init.trunc_normal_(w, std: 0.02, a: -0.04, b: 0.04);
        Std(w).ShouldBe(0.02 * 0.8796, 0.0003);  // what cutting at two deviations leaves
        w.abs().max().ToDouble().ShouldBeLessThanOrEqualTo(0.04);
        nn.init.constant_(w, 3).sum().ToDouble().ShouldBe(360_000);
        nn.init.trunc_normal_(w).requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void A_layer_starts_within_one_over_the_root_of_its_inputs()
    {
        manual_seed(1);
        using var layer = nn.Linear(64, 128);
        using var scope = NewDisposeScope();
        layer.weight.abs().max().ToDouble().ShouldBeInRange(0.12, 0.125);
        layer.bias!.abs().max().ToDouble().ShouldBeInRange(0.1, 0.125);
    }
}
