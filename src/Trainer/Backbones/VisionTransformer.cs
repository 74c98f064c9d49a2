using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>
/// ViT (Dosovitskiy et al. 2021) with the parameter names of DeiT and timm 0.4, so that published weights load by name, and with an
/// auxiliary output from an earlier block as ToCo and DuPL need it. The image may have any size: the position embedding is resized.
/// </summary>
sealed class VisionTransformer : nn.Module<Tensor, VitFeatures>
{
    const double InitialDeviation = 0.02; // timm's

    // published parameter names
    readonly Parameter cls_token;  // (1,1,D)
    readonly Parameter pos_embed;  // (1,1+G·G,D), class token first
    readonly PatchEmbedding patch_embed;
    readonly ModuleList<TransformerBlock> blocks;
    readonly LayerNorm norm;

    readonly int _grid;
    readonly int _auxiliaryBlock;

    /// <param name="imageSize">The side the position embedding is made for.</param>
    public VisionTransformer(BackboneConfig config, int imageSize) : base(nameof(VisionTransformer))
    {
        _grid = imageSize / config.PatchSize;
        _auxiliaryBlock = config.Depth + config.AuxiliaryLayer;
        cls_token = nn.Parameter(nn.init.trunc_normal_(empty(1, 1, config.Dim), std: InitialDeviation));
        // published weights come with positions that are not trained further
        pos_embed = nn.Parameter(
            nn.init.trunc_normal_(empty(1, 1 + _grid * _grid, config.Dim), std: InitialDeviation), requires_grad: config.Weights is null);
        patch_embed = new PatchEmbedding(config);
        blocks = nn.ModuleList([.. Enumerable.Range(0, config.Depth).Select(_ => new TransformerBlock(config.Dim, config.Heads))]);
        norm = nn.LayerNorm(config.Dim, TransformerBlock.NormEpsilon);
        RegisterComponents();
        foreach (var linear in modules().OfType<Linear>())
        {
            nn.init.trunc_normal_(linear.weight, std: InitialDeviation);
            nn.init.zeros_(linear.bias!);
        }
    }

    /// <param name="images">(B,3,H,W)</param>
    public override VitFeatures forward(Tensor images)
    {
        var (x, height, width) = Embed(images);
        var auxiliary = x;
        for (var i = 0; i < blocks.Count; i++)
        {
            x = blocks[i].call(x);
            if (i == _auxiliaryBlock)
                auxiliary = x;
        }
        x = norm.call(x);
        if (_auxiliaryBlock == blocks.Count - 1)
            auxiliary = x;
        return new VitFeatures(x.select(1, 0), Patches(x), Patches(auxiliary), height, width);
    }

    /// <summary>The tokens before the first block (B,1+h·w,D), class token first, and the grid.</summary>
    internal (Tensor Tokens, long Height, long Width) Embed(Tensor images)
    {
        var grid = patch_embed.call(images);                                        // (B,D,h,w)
        var (b, d, h, w) = (grid.shape[0], grid.shape[1], grid.shape[2], grid.shape[3]);
        var tokens = cat([cls_token.expand(b, 1, d), grid.flatten(2).transpose(1, 2)], 1);
        return (tokens + Positions(h, w), h, w);
    }

    // Bicubic with coefficient -0.75, corners not aligned, no antialias; for the grid it was made for that changes nothing.
    Tensor Positions(long height, long width)
    {
        if (height == _grid && width == _grid)
            return pos_embed;
        var d = pos_embed.shape[2];
        var grid = pos_embed.narrow(1, 1, _grid * _grid).reshape(1, _grid, _grid, d).permute(0, 3, 1, 2);  // (1,D,G,G)
        var resized = nn.functional.interpolate(grid, [height, width], mode: InterpolationMode.Bicubic, align_corners: false);
        return cat([pos_embed.narrow(1, 0, 1), resized.flatten(2).transpose(1, 2)], 1);                    // (1,1+h·w,D)
    }

    static Tensor Patches(Tensor tokens) => tokens.narrow(1, 1, tokens.shape[1] - 1);
}
