using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>x += proj(attention(norm1 x)); x += fc2(gelu(fc1(norm2 x))). (B,N,D) → (B,N,D).</summary>
public sealed class TransformerBlock : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly LayerNorm norm1;
    readonly SelfAttention attn;
    readonly LayerNorm norm2;
    readonly FeedForward mlp;
#pragma warning restore IDE1006

    public TransformerBlock(int dim, int heads) : base(nameof(TransformerBlock))
    {
        norm1 = nn.LayerNorm(dim, eps: 1e-6);
        attn = new SelfAttention(dim, heads);
        norm2 = nn.LayerNorm(dim, eps: 1e-6);
        mlp = new FeedForward(dim, 4 * dim);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = input + attn.forward(norm1.forward(input));
        return x + mlp.forward(norm2.forward(x));
    }
}

/// <summary>Multi-head self-attention; rows of <c>qkv</c> are query, key, value, each head-major.</summary>
public sealed class SelfAttention : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Linear qkv;
    readonly Linear proj;
#pragma warning restore IDE1006
    readonly int _heads;

    public SelfAttention(int dim, int heads) : base(nameof(SelfAttention))
    {
        _heads = heads;
        qkv = Initialised(nn.Linear(dim, 3 * dim));
        proj = Initialised(nn.Linear(dim, dim));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var (batch, count, dim) = (input.shape[0], input.shape[1], input.shape[2]);
        var size = dim / _heads;
        var parts = qkv.forward(input).reshape(batch, count, 3, _heads, size).permute(2, 0, 3, 1, 4); // (3,B,heads,N,d)
        var (query, key, value) = (parts[0], parts[1], parts[2]);
        var weights = (matmul(query, key.transpose(-2, -1)) * (1 / Math.Sqrt(size))).softmax(-1);     // (B,heads,N,N)
        return proj.forward(matmul(weights, value).transpose(1, 2).reshape(batch, count, dim));
    }

    /// <summary>timm's initialisation of a transformer's linear layers.</summary>
    internal static Linear Initialised(Linear layer)
    {
        nn.init.trunc_normal_(layer.weight!, std: 0.02);
        nn.init.zeros_(layer.bias!);
        return layer;
    }
}

/// <summary>Two linear layers with an exact (erf) GELU between them.</summary>
public sealed class FeedForward : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Linear fc1;
    readonly Linear fc2;
#pragma warning restore IDE1006

    public FeedForward(int dim, int hidden) : base(nameof(FeedForward))
    {
        fc1 = SelfAttention.Initialised(nn.Linear(dim, hidden));
        fc2 = SelfAttention.Initialised(nn.Linear(hidden, dim));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => fc2.forward(nn.functional.gelu(fc1.forward(input)));
}
