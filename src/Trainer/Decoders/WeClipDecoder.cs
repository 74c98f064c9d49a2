using Platform.Trainer.Backbones;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>
/// WeCLIP's decoder: CLIP's blocks over the cells of a feature map, without position embedding, then a 1×1 convolution
/// (refined-pseudo-label.md §4). (B,E,h,w) → (B,K,h,w).
/// </summary>
sealed class WeClipDecoder : nn.Module
{
#pragma warning disable IDE1006 // published parameter names
    readonly ClipTransformer transformer;
    readonly Conv2d linear_pred;
#pragma warning restore IDE1006

    public WeClipDecoder(int classes, int width = 256, int layers = 3, int heads = 8) : base(nameof(WeClipDecoder))
    {
        transformer = new ClipTransformer(width, layers, heads);
        linear_pred = nn.Conv2d(width, classes, kernel_size: 1);
        RegisterComponents();
    }

    /// <summary>Also gives each block's attention averaged over its heads, (B,h·w,h·w).</summary>
    public (Tensor Logits, IReadOnlyList<Tensor> Attention) Run(Tensor map)
    {
        var (tokens, attention) = transformer.Run(map.flatten(2).transpose(1, 2));
        return (linear_pred.forward(tokens.transpose(1, 2).reshape(map.shape)), attention);
    }
}
