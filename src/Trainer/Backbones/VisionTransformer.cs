using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>
/// Pre-norm vision transformer with the parameter names of timm and DeiT, so that published weights load by name. Gives the
/// normalised tokens of the last block and the raw tokens of an earlier one as maps (dupl.md §1.2).
/// </summary>
public sealed class VisionTransformer : nn.Module<Tensor, (Tensor Features, Tensor Auxiliary)>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Parameter cls_token;
    readonly Parameter pos_embed;
    readonly nn.Module<Tensor, Tensor> patch_embed;
    readonly ModuleList<TransformerBlock> blocks;
    readonly LayerNorm norm;
#pragma warning restore IDE1006
    readonly BackboneConfig _config;
    readonly int _auxiliaryBlock;

    public VisionTransformer(BackboneConfig config) : base(nameof(VisionTransformer))
    {
        _config = config;
        _auxiliaryBlock = config.AuxiliaryLayer < 0 ? config.Depth + config.AuxiliaryLayer : config.AuxiliaryLayer;
        cls_token = nn.Parameter(zeros(1, 1, config.Dim));
        pos_embed = nn.Parameter(zeros(1, config.GridSize * config.GridSize + 1, config.Dim));
        patch_embed = config.Stem == "conv" ? new ConvolutionalStem(config.PatchSize, config.Dim) : new PatchEmbedding(config.PatchSize, config.Dim);
        var type = config.Precision == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32;
        blocks = nn.ModuleList(Enumerable.Range(0, config.Depth).Select(_ => new TransformerBlock(config.Dim, config.Heads, type)).ToArray());
        norm = nn.LayerNorm(config.Dim, eps: 1e-6);
        nn.init.trunc_normal_(cls_token, std: 0.02);
        nn.init.trunc_normal_(pos_embed, std: 0.02);
        // published position embeddings stay as they are; random ones have to be learned
        pos_embed.requires_grad = config.Weights is null;
        RegisterComponents();
    }

    /// <summary>Images (B,3,H,W) → final map (B,D,h,w) and auxiliary map (B,D,h,w), h = H/patch, rounded down.</summary>
    public override (Tensor Features, Tensor Auxiliary) forward(Tensor input)
    {
        var patches = patch_embed.forward(input);                                   // (B,D,h,w)
        var (h, w) = (patches.shape[2], patches.shape[3]);
        var (tokens, auxiliary) = Encode(Embed(patches));
        return (ToMap(tokens, h, w), ToMap(auxiliary, h, w));
    }

    /// <summary>Images to the tokens before the first block, (B,1+h*w,D): class token first, positions added.</summary>
    internal Tensor Tokens(Tensor input) => Embed(patch_embed.forward(input));

    /// <summary>Tokens (B,1+h*w,D) through all blocks: normalised at the end, and those of the auxiliary block.</summary>
    internal (Tensor Tokens, Tensor Auxiliary) Encode(Tensor tokens)
    {
        var auxiliary = tokens;
        for (var i = 0; i < blocks.Count; i++)
        {
            tokens = blocks[i].forward(tokens);
            if (i == _auxiliaryBlock)
                auxiliary = tokens;
        }
        tokens = norm.forward(tokens);
        return (tokens, _auxiliaryBlock == blocks.Count - 1 ? tokens : auxiliary);
    }

    Tensor Embed(Tensor patches)
    {
        var tokens = patches.flatten(2).transpose(1, 2);                            // (B,h*w,D)
        return cat([cls_token.expand(patches.shape[0], -1, -1), tokens], 1) + Positions(patches.shape[2], patches.shape[3]);
    }

    // (1,h*w+1,D): bicubic, coefficient -0.75, corners not aligned, at every pass
    Tensor Positions(long h, long w)
    {
        if (h == _config.GridSize && w == _config.GridSize)
            return pos_embed;
        var grid = pos_embed[.., 1..].transpose(1, 2).reshape(1, _config.Dim, _config.GridSize, _config.GridSize);
        var resized = nn.functional.interpolate(grid, [h, w], mode: InterpolationMode.Bicubic, align_corners: false);
        return cat([pos_embed[.., ..1], resized.flatten(2).transpose(1, 2)], 1);
    }

    // (B,1+h*w,D) → (B,D,h,w), row-major
    static Tensor ToMap(Tensor tokens, long h, long w) => tokens[.., 1..].transpose(1, 2).reshape(tokens.shape[0], -1, h, w);
}
