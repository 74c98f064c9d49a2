using System.Numerics;
using Platform.Contracts;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>One strided convolution; what does not fill a patch is lost at the right and bottom. (B,3,H,W) → (B,D,h,w).</summary>
public sealed class PatchEmbedding : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // published parameter names
    readonly Conv2d proj;
#pragma warning restore IDE1006

    public PatchEmbedding(int patch, int dim) : base(nameof(PatchEmbedding))
    {
        proj = nn.Conv2d(3, dim, kernel_size: patch, stride: patch);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => proj.forward(input);
}

/// <summary>
/// Convolutions of stride 2 with GELU between them, until the stride is the patch size: what small pictures need, since a single
/// patch convolution learns too slowly on a few thousand of them. (B,3,H,W) → (B,D,h,w).
/// </summary>
public sealed class ConvolutionalStem : nn.Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // named like the rest of the network
    readonly ModuleList<Conv2d> convolutions;
#pragma warning restore IDE1006

    public ConvolutionalStem(int stride, int dim) : base(nameof(ConvolutionalStem))
    {
        if (stride < 2 || !BitOperations.IsPow2(stride))
            throw new UserErrorException($"backbone.patchSize is {stride}; the convolutional stem needs a power of two of at least 2");
        var steps = BitOperations.Log2((uint)stride);
        var widths = Enumerable.Range(0, steps + 1).Select(i => i == 0 ? 3 : Math.Max(8, dim >> (steps - i))).ToArray();
        convolutions = nn.ModuleList(Enumerable.Range(0, steps)
            .Select(i => nn.Conv2d(widths[i], widths[i + 1], kernel_size: 3, stride: 2, padding: 1)).ToArray());
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = convolutions[0].forward(input);
        for (var i = 1; i < convolutions.Count; i++)
            x = convolutions[i].forward(nn.functional.gelu(x));
        return x;
    }
}
