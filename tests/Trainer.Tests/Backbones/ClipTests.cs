using Platform.Trainer.Backbones;
using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Tests.Backbones;

public sealed class ClipTests
{
    static readonly ClipConfig s_small = new() { Patch = 4, Grid = 3, Width = 64, Layers = 3, EmbeddingDim = 8, TextWidth = 64, TextHeads = 1, TextLayers = 1 };

    [Fact]
    public void Names_and_sizes_of_the_image_encoder_are_the_published_ones()
    {
        using var scope = NewDisposeScope();
        using var clip = new Clip(ClipConfig.B16);
        var state = clip.state_dict();
        state.Count.ShouldBe(1 + 8 + 12 * 12);
        state["logit_scale"].shape.ShouldBeEmpty();
        state["visual.positional_embedding"].shape.ShouldBe([197, 768]);
        state["visual.transformer.resblocks.11.attn.in_proj_weight"].shape.ShouldBe([2304, 768]);
        state["visual.proj"].shape.ShouldBe([768, 512]);
    }

    [Fact]
    public void Seventy_six_patches_are_an_image_like_any_other()
    {
        // with its class token it is as long as a text, which the original takes it for
        using var scope = NewDisposeScope();
        using var clip = new Clip(s_small);
        var hidden = clip.Image.Hidden(randn(1, 3, 4 * 4, 19 * 4));
        hidden.Tokens.Count.ShouldBe(2);
        hidden.Tokens[^1].shape.ShouldBe([1, 77, 64]);
    }

    [Fact]
    public void Grad_cam_works_where_gradients_are_off_and_leaves_none_behind()
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        using var clip = new Clip(s_small);
        var hidden = clip.Image.Hidden(randn(1, 3, 12, 16));
        var result = GradCam.Compute(clip, hidden.Tokens[^1], randn(5, 8), labels: 2, hidden.Grid);
        result.Cams.shape.ShouldBe([2, 3, 4]);
        result.Cams.min().ToSingle().ShouldBe(0);
        result.Scores.sum().ToSingle().ShouldBe(1, 1e-5);
        result.Scores.requires_grad.ShouldBeFalse();
        clip.parameters().ShouldAllBe(p => !p.requires_grad);
    }

    [Fact]
    public void A_text_is_read_at_its_end_and_what_follows_has_no_part()
    {
        using var scope = NewDisposeScope();
        using var text = new ClipText(s_small);
        var tokens = tensor(new long[] { 49406, 320, 49407, 0, 0, 49406, 320, 49407, 12, 34 }, [2, 5]);
        var features = text.Classifier(tokens);
        features.shape.ShouldBe([2, 8]);
        (features[0] - features[1]).abs().max().ToSingle().ShouldBeLessThan(1e-6f);
        features.square().sum(dim: 1).sqrt()[0].ToSingle().ShouldBe(1, 1e-5);
    }
}
