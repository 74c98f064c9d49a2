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
}
