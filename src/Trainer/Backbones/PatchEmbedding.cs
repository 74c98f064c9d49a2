using System.Numerics;
using Platform.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Backbones;

/// <summary>
/// Image to a grid of vectors. "patch": the published single convolution, as large as its stride. "conv": 3×3 convolutions of
/// stride 2 with GELU between, the width doubling up to D; small images need its overlap and its early features.
/// </summary>
sealed class PatchEmbedding : nn.Module<Tensor, Tensor>
{
    readonly Sequential? stem;
    readonly Conv2d proj; // published parameter name

    public PatchEmbedding(BackboneConfig config) : base(nameof(PatchEmbedding))
    {
        if (config.Stem == "patch")
            proj = nn.Conv2d(3, config.Dim, kernel_size: config.PatchSize, stride: config.PatchSize);
        else
        {
            var halvings = Halvings(config);
            var widths = Enumerable.Range(0, halvings).Select(i => (long)config.Dim >> (halvings - 1 - i)).ToArray();
            stem = nn.Sequential(Steps(widths));
            proj = nn.Conv2d(widths.Length > 1 ? widths[^2] : 3, config.Dim, kernel_size: 3, stride: 2, padding: 1);
        }
        RegisterComponents();
    }

    /// <summary>(B,3,H,W) to (B,D,h,w)</summary>
    public override Tensor forward(Tensor images) => proj.call(stem is null ? images : stem.call(images));

    static IEnumerable<nn.Module<Tensor, Tensor>> Steps(long[] widths)
    {
        for (var i = 0; i < widths.Length - 1; i++)
        {
            yield return nn.Conv2d(i == 0 ? 3 : widths[i - 1], widths[i], kernel_size: 3, stride: 2, padding: 1);
            yield return nn.GELU();
        }
    }

    static int Halvings(BackboneConfig config)
    {
        var halvings = BitOperations.Log2((uint)config.PatchSize);
        if (config.PatchSize < 2 || !BitOperations.IsPow2(config.PatchSize) || config.Dim % (1 << (halvings - 1)) != 0)
            throw new UserErrorException(
                $"backbone.stem 'conv' halves the image until backbone.patchSize: {config.PatchSize} must be a power of two, 2 or more, "
                + $"and backbone.dim {config.Dim} divisible by half of it");
        return halvings;
    }
}
