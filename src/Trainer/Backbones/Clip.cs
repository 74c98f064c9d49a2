using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>The part of CLIP that training keeps: the image encoder and the logit scale, with OpenAI's names. Frozen.</summary>
sealed class Clip : nn.Module
{
#pragma warning disable IDE1006 // published parameter names
    readonly ClipVisual visual;
    readonly Parameter logit_scale;
#pragma warning restore IDE1006
    readonly double _divisor;

    public Clip(ClipConfig config) : base(nameof(Clip))
    {
        _divisor = config.LogitScaleDivisor;
        visual = new ClipVisual(config);
        logit_scale = nn.Parameter(full([], Math.Log(1 / 0.07)));
        RegisterComponents();
        foreach (var parameter in parameters())
            parameter.requires_grad = false;
    }

    public ClipVisual Image => visual;

    /// <summary>
    /// Tokens before the last block (B,1+N,D), and the same through its ln_1, against texts (M,E): soft-max scores (B,M), and the block's
    /// attention averaged over its heads, (B,1+N,1+N).
    /// </summary>
    public (Tensor Scores, Tensor Attention) Score(Tensor hidden, Tensor normalised, Tensor texts)
    {
        var (tokens, attention) = visual.LastBlock.After(hidden, normalised);
        return (Logits(visual.Embed(tokens), texts).softmax(-1), attention);
    }

    /// <summary>Image vectors (B,E) of length 1 against texts (M,E) of any length: s cos, (B,M).</summary>
    public Tensor Logits(Tensor images, Tensor texts) =>
        logit_scale.exp() / _divisor * images.matmul(nn.functional.normalize(texts, dim: -1).t());
}
