using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>CLIP's residual attention blocks, which its image and text encoders and WeCLIP's decoder share.</summary>
sealed class ClipTransformer : nn.Module
{
#pragma warning disable IDE1006 // published parameter names
    readonly ModuleList<ClipBlock> resblocks;
#pragma warning restore IDE1006

    public ClipTransformer(int width, int layers, int heads) : base(nameof(ClipTransformer))
    {
        resblocks = nn.ModuleList(Enumerable.Range(0, layers).Select(_ => new ClipBlock(width, heads)).ToArray());
        RegisterComponents();
    }

    public IReadOnlyList<ClipBlock> Blocks => [.. resblocks];

    /// <summary>All blocks: tokens (B,N,D) → tokens, and each block's attention averaged over its heads, (B,N,N).</summary>
    /// <param name="mask">Added to the scores, (N,N); null: every token looks at every token.</param>
    public (Tensor Tokens, IReadOnlyList<Tensor> Attention) Run(Tensor tokens, Tensor? mask = null)
    {
        var attention = new List<Tensor>();
        foreach (var block in resblocks)
        {
            (tokens, var weights) = block.Run(tokens, mask);
            attention.Add(weights);
        }
        return (tokens, attention);
    }
}

/// <summary>x += attn(ln_1 x); x += c_proj(quickgelu(c_fc(ln_2 x))), quickgelu z = z σ(1.702 z) (refined-pseudo-label.md §2.1).</summary>
sealed class ClipBlock : nn.Module
{
#pragma warning disable IDE1006 // published parameter names
    readonly ClipAttention attn;
    readonly LayerNorm ln_1;
    readonly ModuleDict<Linear> mlp;
    readonly LayerNorm ln_2;
#pragma warning restore IDE1006

    public ClipBlock(int width, int heads) : base(nameof(ClipBlock))
    {
        attn = new ClipAttention(width, heads);
        ln_1 = nn.LayerNorm(width);
        mlp = nn.ModuleDict(("c_fc", nn.Linear(width, 4 * width)), ("c_proj", nn.Linear(4 * width, width)));
        ln_2 = nn.LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>(B,N,D) → (B,N,D) and the attention averaged over the heads, (B,N,N).</summary>
    public (Tensor Tokens, Tensor Attention) Run(Tensor tokens, Tensor? mask = null) => After(tokens, Normalise(tokens), mask);

    /// <summary>What attention looks at, and what Grad-CAM takes gradients of: ln_1 of the tokens.</summary>
    public Tensor Normalise(Tensor tokens) => ln_1.forward(tokens);

    /// <summary>The rest of the block, given <see cref="Normalise"/>'s result.</summary>
    public (Tensor Tokens, Tensor Attention) After(Tensor tokens, Tensor normalised, Tensor? mask = null)
    {
        using var scope = NewDisposeScope(); // what autograd does not keep dies here
        var (attended, weights) = attn.Run(normalised, mask);
        var x = tokens + attended;
        var hidden = mlp["c_fc"].forward(ln_2.forward(x));
        x += mlp["c_proj"].forward(hidden * (1.702 * hidden).sigmoid());
        return (x.MoveToOuterDisposeScope(), weights.MoveToOuterDisposeScope());
    }
}

/// <summary>Multi-head self-attention with PyTorch's own parameter names; also gives its weights, averaged over the heads.</summary>
sealed class ClipAttention : nn.Module
{
#pragma warning disable IDE1006 // published parameter names
    readonly Parameter in_proj_weight;
    readonly Parameter in_proj_bias;
    readonly Linear out_proj;
#pragma warning restore IDE1006
    readonly int _heads;

    public ClipAttention(int width, int heads) : base(nameof(ClipAttention))
    {
        _heads = heads;
        in_proj_weight = nn.Parameter(zeros(3 * width, width));
        in_proj_bias = nn.Parameter(zeros(3 * width));
        out_proj = nn.Linear(width, width);
        nn.init.xavier_uniform_(in_proj_weight);
        nn.init.zeros_(out_proj.bias!);
        RegisterComponents();
    }

    public (Tensor Output, Tensor Weights) Run(Tensor tokens, Tensor? mask)
    {
        var (batch, count, width) = (tokens.shape[0], tokens.shape[1], tokens.shape[2]);
        var size = width / _heads;
        var parts = nn.functional.linear(tokens, in_proj_weight, in_proj_bias)
            .reshape(batch, count, 3, _heads, size).permute(2, 0, 3, 1, 4);                            // (3,B,heads,N,d)
        var scores = matmul(parts[0] * (1 / Math.Sqrt(size)), parts[1].transpose(-2, -1));             // (B,heads,N,N)
        var weights = (mask is null ? scores : scores + mask).softmax(-1);
        var output = matmul(weights, parts[2]).transpose(1, 2).reshape(batch, count, width);
        return (out_proj.forward(output), weights.mean([1]));
    }
}
