using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>What the blocks before the last one give: hidden tokens (B,1+N,D) and head-averaged attention (B,1+N,1+N), one of each a block.</summary>
/// <param name="Grid">Rows and columns of patches.</param>
sealed record ClipHidden(IReadOnlyList<Tensor> Tokens, IReadOnlyList<Tensor> Attention, (long Rows, long Columns) Grid);

/// <summary>
/// CLIP's image transformer with OpenAI's parameter names (without <c>visual.</c>), as frozen CLIP is used for CAMs: all blocks but the
/// last run without gradient, the last one where Grad-CAM needs it (refined-pseudo-label.md §2.3, §5).
/// </summary>
sealed class ClipVisual : nn.Module
{
#pragma warning disable IDE1006 // published parameter names
    readonly Conv2d conv1;
    readonly Parameter class_embedding;
    readonly Parameter positional_embedding;
    readonly LayerNorm ln_pre;
    readonly ClipTransformer transformer;
    readonly LayerNorm ln_post;
    readonly Parameter proj;
#pragma warning restore IDE1006

    public ClipVisual(ClipConfig config) : base(nameof(ClipVisual))
    {
        var scale = 1 / Math.Sqrt(config.Width);
        conv1 = nn.Conv2d(3, config.Width, kernel_size: config.Patch, stride: config.Patch, bias: false);
        class_embedding = nn.Parameter(randn(config.Width) * scale);
        positional_embedding = nn.Parameter(randn(config.Grid * config.Grid + 1, config.Width) * scale);
        ln_pre = nn.LayerNorm(config.Width);
        transformer = new ClipTransformer(config.Width, config.Layers, config.Heads);
        ln_post = nn.LayerNorm(config.Width);
        proj = nn.Parameter(randn(config.Width, config.EmbeddingDim) * scale);
        RegisterComponents();
    }

    /// <summary>The block whose <c>ln_1</c> is Grad-CAM's target.</summary>
    public ClipBlock LastBlock => transformer.Blocks[^1];

    /// <summary>Normalised images (B,3,H,W) through every block but the last, without gradient; what does not fill a patch is lost.</summary>
    public ClipHidden Hidden(Tensor images)
    {
        using var none = no_grad();
        var patches = conv1.forward(images);                                                    // (B,D,h,w)
        var (rows, columns) = (patches.shape[2], patches.shape[3]);
        var first = class_embedding.expand(patches.shape[0], 1, -1);
        var tokens = cat([first, patches.flatten(2).transpose(1, 2)], 1) + Positions(positional_embedding, rows, columns);
        tokens = ln_pre.forward(tokens);
        var (hidden, attention) = (new List<Tensor>(), new List<Tensor>());
        foreach (var block in transformer.Blocks.SkipLast(1))
        {
            (tokens, var weights) = block.Run(tokens);
            hidden.Add(tokens);
            attention.Add(weights);
        }
        return new(hidden, attention, (rows, columns));
    }

    /// <summary>Tokens of the last block (B,1+N,D) → unit vectors of the joint space (B,E): the mean over the patches, not the class token.</summary>
    public Tensor Embed(Tensor tokens) => nn.functional.normalize(ln_post.forward(tokens)[.., 1..].mean([1]).matmul(proj), dim: -1);

    /// <summary>
    /// A position embedding (1+G²,D) for another grid, (1+rows·columns,D): the class token's row as it is, the others bilinear, corners not
    /// aligned (WeCLIP+, clip/model.py upsample_pos_emb, in single precision).
    /// </summary>
    public static Tensor Positions(Tensor embedding, long rows, long columns)
    {
        var side = (long)Math.Sqrt(embedding.shape[0] - 1);
        if (rows == side && columns == side)
            return embedding;
        var grid = embedding[1..].transpose(0, 1).reshape(1, -1, side, side);                  // (1,D,G,G)
        var resized = nn.functional.interpolate(grid, [rows, columns], mode: InterpolationMode.Bilinear, align_corners: false);
        return cat([embedding[..1], resized[0].flatten(1).transpose(0, 1)], 0);
    }
}
