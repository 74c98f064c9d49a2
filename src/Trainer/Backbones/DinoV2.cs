using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>Sizes of a DINOv2 model (refined-pseudo-label.md §3); those that are not given are ViT-S/14's.</summary>
sealed record DinoV2Config
{
    public static readonly DinoV2Config S14 = new();
    public static readonly DinoV2Config B14 = new() { Dim = 768, Heads = 12 };
    public static readonly DinoV2Config L14 = new() { Dim = 1024, Heads = 16, Depth = 24 };

    public int Patch { get; init; } = 14;

    /// <summary>Side of the grid the position embedding is made for: 518 pixels.</summary>
    public int Grid { get; init; } = 37;

    public int Dim { get; init; } = 384;
    public int Heads { get; init; } = 6;
    public int Depth { get; init; } = 12;

    /// <summary>Tokens after the class token that belong to no patch; 4 in the published variants that have them.</summary>
    public int Registers { get; init; }

    /// <summary>Added to the wanted grid before the scale factor is taken; 0: the grid's size is given instead.</summary>
    public double PositionOffset { get; init; } = 0.1;

    public bool PositionAntialias { get; init; }

    /// <summary>What LayerScale starts with.</summary>
    public double LayerScale { get; init; } = 1;

    /// <summary>The published <c>_reg</c> variant: four registers, positions resized to size and smoothed.</summary>
    public DinoV2Config WithRegisters() => this with { Registers = 4, PositionOffset = 0, PositionAntialias = true };
}

/// <summary>What a pass gives. B images, h × w patches, R registers.</summary>
/// <param name="Embedded">What enters the first block, (B,1+R+h·w,D).</param>
/// <param name="Raw">What leaves the last block, not normalised.</param>
/// <param name="Class">(B,D), normalised.</param>
/// <param name="Registers">(B,R,D), normalised.</param>
/// <param name="Patches">(B,h·w,D), normalised.</param>
sealed record DinoV2Tokens(Tensor Embedded, Tensor Raw, Tensor Class, Tensor Registers, Tensor Patches, (long Rows, long Columns) Grid);

/// <summary>DINOv2's vision transformer with its published parameter names, frozen (facebookresearch/dinov2, models/vision_transformer.py).</summary>
sealed class DinoV2 : nn.Module<Tensor, DinoV2Tokens>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Parameter cls_token;
    readonly Parameter pos_embed;
    readonly Parameter? register_tokens;
    readonly Parameter mask_token; // of its training; published with the rest
    readonly PatchEmbedding patch_embed;
    readonly ModuleList<DinoV2Block> blocks;
    readonly LayerNorm norm;
#pragma warning restore IDE1006
    readonly DinoV2Config _config;

    public DinoV2(DinoV2Config config) : base(nameof(DinoV2))
    {
        _config = config;
        cls_token = nn.Parameter(zeros(1, 1, config.Dim));
        pos_embed = nn.Parameter(zeros(1, config.Grid * config.Grid + 1, config.Dim));
        register_tokens = config.Registers > 0 ? nn.Parameter(zeros(1, config.Registers, config.Dim)) : null;
        mask_token = nn.Parameter(zeros(1, config.Dim));
        patch_embed = new PatchEmbedding(config.Patch, config.Dim);
        blocks = nn.ModuleList(Enumerable.Range(0, config.Depth).Select(_ => new DinoV2Block(config)).ToArray());
        norm = nn.LayerNorm(config.Dim, eps: 1e-6);
        nn.init.normal_(cls_token, std: 1e-6);
        nn.init.trunc_normal_(pos_embed, std: 0.02);
        if (register_tokens is not null)
            nn.init.normal_(register_tokens, std: 1e-6);
        RegisterComponents();
        foreach (var parameter in parameters())
            parameter.requires_grad = false;
    }

    /// <summary>Normalised images (B,3,H,W); what does not fill a patch of 14 is lost.</summary>
    public override DinoV2Tokens forward(Tensor input)
    {
        var patches = patch_embed.forward(input);                                              // (B,D,h,w)
        var (batch, rows, columns) = (patches.shape[0], patches.shape[2], patches.shape[3]);
        var tokens = cat([cls_token.expand(batch, -1, -1), patches.flatten(2).transpose(1, 2)], 1) + Positions(rows, columns);
        if (register_tokens is not null)
            tokens = cat([tokens[.., ..1], register_tokens.expand(batch, -1, -1), tokens[.., 1..]], 1);
        var embedded = tokens;
        foreach (var block in blocks)
            tokens = block.forward(tokens);
        var normalised = norm.forward(tokens);
        var first = 1 + _config.Registers; // patch
        return new(embedded, tokens, normalised[.., 0], normalised[.., 1..first], normalised[.., first..], (rows, columns));
    }

    // (1,1+h*w,D), bicubic; the scale factor with its offset decides where it is sampled, not the size (§3)
    Tensor Positions(long rows, long columns)
    {
        var side = _config.Grid;
        if (rows == side && columns == side)
            return pos_embed;
        var grid = pos_embed[.., 1..].transpose(1, 2).reshape(1, _config.Dim, side, side);
        var offset = _config.PositionOffset;
        double[]? factors = offset > 0 ? [(rows + offset) / side, (columns + offset) / side] : null;
        var resized = nn.functional.interpolate(
            grid, factors is null ? [rows, columns] : null, factors, InterpolationMode.Bicubic, align_corners: false,
            antialias: _config.PositionAntialias);
        return cat([pos_embed[.., ..1], resized.flatten(2).transpose(1, 2)], 1);
    }
}

/// <summary>x += ls1 attn(norm1 x); x += ls2 mlp(norm2 x). (B,N,D) → (B,N,D).</summary>
sealed class DinoV2Block : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly LayerNorm norm1;
    readonly SelfAttention attn;
    readonly LayerScale ls1;
    readonly LayerNorm norm2;
    readonly FeedForward mlp;
    readonly LayerScale ls2;
#pragma warning restore IDE1006

    public DinoV2Block(DinoV2Config config) : base(nameof(DinoV2Block))
    {
        norm1 = nn.LayerNorm(config.Dim, eps: 1e-6);
        attn = new SelfAttention(config.Dim, config.Heads);
        ls1 = new LayerScale(config.Dim, config.LayerScale);
        norm2 = nn.LayerNorm(config.Dim, eps: 1e-6);
        mlp = new FeedForward(config.Dim, 4 * config.Dim);
        ls2 = new LayerScale(config.Dim, config.LayerScale);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input + ls1.forward(attn.forward(norm1.forward(input)));
        return (x + ls2.forward(mlp.forward(norm2.forward(x)))).MoveToOuterDisposeScope();
    }
}

/// <summary>One learned factor a channel.</summary>
sealed class LayerScale : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Parameter gamma;
#pragma warning restore IDE1006

    public LayerScale(int dim, double start) : base(nameof(LayerScale))
    {
        gamma = nn.Parameter(full(dim, start));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => input * gamma;
}
