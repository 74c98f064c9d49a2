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

    /// <param name="type">Of the matrix products; weights, norms, softmax and the residual stream stay in float32.</param>
    public TransformerBlock(int dim, int heads, ScalarType type = ScalarType.Float32) : base(nameof(TransformerBlock))
    {
        norm1 = nn.LayerNorm(dim, eps: 1e-6);
        attn = new SelfAttention(dim, heads, type);
        norm2 = nn.LayerNorm(dim, eps: 1e-6);
        mlp = new FeedForward(dim, 4 * dim, type);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        // what autograd does not keep dies with the block: inference at several scales would hold gigabytes otherwise
        using var scope = NewDisposeScope();
        var x = input + attn.forward(norm1.forward(input));
        return (x + mlp.forward(norm2.forward(x))).MoveToOuterDisposeScope();
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
    readonly ScalarType _type;

    public SelfAttention(int dim, int heads, ScalarType type = ScalarType.Float32) : base(nameof(SelfAttention))
    {
        (_heads, _type) = (heads, type);
        qkv = Initialised(nn.Linear(dim, 3 * dim));
        proj = Initialised(nn.Linear(dim, dim));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var (batch, count, dim) = (input.shape[0], input.shape[1], input.shape[2]);
        var size = dim / _heads;
        var parts = qkv.In(_type, input).reshape(batch, count, 3, _heads, size).permute(2, 0, 3, 1, 4); // (3,B,heads,N,d)
        var (query, key, value) = (parts[0], parts[1], parts[2]);
        var scores = matmul(query, key.transpose(-2, -1)) * (1 / Math.Sqrt(size));                    // (B,heads,N,N)
        var weights = scores.to(ScalarType.Float32).softmax(-1).to(_type);
        return proj.In(_type, matmul(weights, value).transpose(1, 2).reshape(batch, count, dim)).to(ScalarType.Float32);
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
    readonly ScalarType _type;

    public FeedForward(int dim, int hidden, ScalarType type = ScalarType.Float32) : base(nameof(FeedForward))
    {
        _type = type;
        fc1 = SelfAttention.Initialised(nn.Linear(dim, hidden));
        fc2 = SelfAttention.Initialised(nn.Linear(hidden, dim));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => 
        fc2.In(_type, nn.functional.gelu(fc1.In(_type, input))).to(ScalarType.Float32);
}

static class MixedPrecision
{
    /// <summary>The layer's product in the given type; its weights stay in their own, and so does their gradient.</summary>
    public static Tensor In(this Linear layer, ScalarType type, Tensor input) => layer.weight.dtype == type
        ? layer.forward(input)
        : nn.functional.linear(input.to(type), layer.weight.to(type), layer.bias?.to(type));
}
