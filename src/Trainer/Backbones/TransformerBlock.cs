using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>Pre-norm block: x += attention(norm1 x); x += mlp(norm2 x).</summary>
sealed class TransformerBlock : nn.Module<Tensor, Tensor>
{
    public const double NormEpsilon = 1e-6;

    // published parameter names
    readonly LayerNorm norm1;
    readonly Attention attn;
    readonly LayerNorm norm2;
    readonly Mlp mlp;

    public TransformerBlock(int dim, int heads) : base(nameof(TransformerBlock))
    {
        norm1 = nn.LayerNorm(dim, NormEpsilon);
        attn = new Attention(dim, heads);
        norm2 = nn.LayerNorm(dim, NormEpsilon);
        mlp = new Mlp(dim);
        RegisterComponents();
    }

    /// <summary>(B,N,D) to (B,N,D)</summary>
    public override Tensor forward(Tensor x)
    {
        // what autograd does not keep dies with the block: inference at several scales would hold gigabytes otherwise
        using var scope = NewDisposeScope();
        var attended = x + attn.call(norm1.call(x));
        return (attended + mlp.call(norm2.call(attended))).MoveToOuterDisposeScope();
    }
}
