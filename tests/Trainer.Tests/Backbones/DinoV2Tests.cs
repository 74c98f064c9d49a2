using Platform.Trainer.Backbones;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Backbones;

public sealed class DinoV2Tests
{
    static readonly DinoV2Config s_small = new() { Patch = 4, Grid = 5, Dim = 12, Heads = 3, Depth = 2 };

    [Fact]
    public void Names_and_sizes_are_the_published_ones()
    {
        using var scope = NewDisposeScope();
        using var network = new DinoV2(DinoV2Config.S14);
        var state = network.state_dict();
        state.Count.ShouldBe(7 + 12 * 14); // class, position and mask token, two each of projection and norm; 14 a block
        state["pos_embed"].shape.ShouldBe([1, 1370, 384]);
        state["blocks.11.ls2.gamma"].shape.ShouldBe([384]);
        state["patch_embed.proj.weight"].shape.ShouldBe([384, 3, 14, 14]);
        network.parameters().ShouldAllBe(p => !p.requires_grad);
    }

    [Fact]
    public void Registers_stand_after_the_class_token_without_a_position_and_are_no_patches()
    {
        using var scope = NewDisposeScope();
        using var network = new DinoV2(s_small.WithRegisters());
        network.state_dict()["register_tokens"].fill_(7);
        var tokens = network.forward(randn(2, 3, 12, 24));
        tokens.Embedded.shape.ShouldBe([2, 1 + 4 + 18, 12]);
        (tokens.Embedded[.., 1..5] == 7).all().ToBoolean().ShouldBeTrue();
        tokens.Registers.shape.ShouldBe([2, 4, 12]);
        tokens.Patches.shape.ShouldBe([2, 18, 12]);
        tokens.Grid.ShouldBe((3, 6));
    }

    [Fact]
    public void The_published_register_variant_has_one_tensor_more_and_resizes_positions_smoothed_and_to_size()
    {
        using var scope = NewDisposeScope();
        var config = DinoV2Config.B14.WithRegisters();
        (config.PositionOffset, config.PositionAntialias).ShouldBe((0, true));
        using var network = new DinoV2(config with { Depth = 1 });
        using var plain = new DinoV2(DinoV2Config.B14 with { Depth = 1 });
        network.state_dict().Keys.Except(plain.state_dict().Keys).ShouldBe(["register_tokens"]);
        network.state_dict()["register_tokens"].shape.ShouldBe([1, 4, 768]);
    }

    // 5×5 to 3×6, and its own grid
    [Theory]
    [InlineData(12, 24)]
    [InlineData(20, 20)]
    public void The_register_variant_gives_what_its_definition_gives(int height, int width)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        using var network = new DinoV2(s_small.WithRegisters());
        var state = network.state_dict();
        random.manual_seed(4);
        foreach (var value in state.Values)
            value.copy_(randn(value.shape) * 0.3);
        var image = randn(2, 3, height, width);

        var tokens = network.forward(image);

        var (raw, normalised) = DinoV2Definition.Forward(state, image, s_small);
        Far(tokens.Raw, raw).ShouldBeLessThan(2e-4f);
        Far(tokens.Class, normalised[.., 0]).ShouldBeLessThan(2e-4f);
        Far(tokens.Registers, normalised[.., 1..5]).ShouldBeLessThan(2e-4f);
        Far(tokens.Patches, normalised[.., 5..]).ShouldBeLessThan(2e-4f);
    }

    static float Far(Tensor one, Tensor other)
    {
        one.shape.ShouldBe(other.shape);
        return (one - other).abs().max().ToSingle();
    }
}
