using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>Multi-head self-attention of a ViT. qkv rows: queries, keys, values; within each, one block of D/heads a head.</summary>
sealed class Attention : nn.Module<Tensor, Tensor>
{
    // published parameter names
    readonly Linear qkv;
    readonly Linear proj;
    readonly int _heads;

    public Attention(int dim, int heads) : base(nameof(Attention))
    {
        _heads = heads;
        qkv = nn.Linear(dim, 3 * dim);
        proj = nn.Linear(dim, dim);
        RegisterComponents();
    }

    /// <summary>(B,N,D) to (B,N,D)</summary>
    public override Tensor forward(Tensor x)
    {
        var (b, n, d) = (x.shape[0], x.shape[1], x.shape[2]);
        var parts = qkv.call(x).reshape(b, n, 3, _heads, d / _heads).permute(2, 0, 3, 1, 4).unbind(0);  // 3 × (B,heads,N,D/heads)
        var mixed = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return proj.call(mixed.transpose(1, 2).reshape(b, n, d));
    }
}
