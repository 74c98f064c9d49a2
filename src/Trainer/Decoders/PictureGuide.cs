using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Decoders;

/// <summary>
/// Corrects coarse logits along the picture's own edges: one strided convolution of the picture, mixed with the logits at half the
/// picture's resolution. No published network has it; pictures of 8 × 8 cells, like those of Shapes, have no edges without it.
/// Picture (B,3,H,W) and logits (B,K,h,w) → (B,K,H/2,W/2).
/// </summary>
public sealed class PictureGuide : nn.Module<Tensor, Tensor, Tensor>
{
#pragma warning disable IDE1006 // named like the rest of the network
    readonly Conv2d see;
    readonly Conv2d mix;
    readonly Conv2d correct;
#pragma warning restore IDE1006

    public PictureGuide(int classes, int width) : base(nameof(PictureGuide))
    {
        see = nn.Conv2d(3, width, kernel_size: 3, stride: 2, padding: 1);
        mix = nn.Conv2d(width + classes, width, kernel_size: 3, padding: 1);
        correct = nn.Conv2d(width, classes, kernel_size: 1, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor picture, Tensor logits)
    {
        var seen = nn.functional.gelu(see.forward(picture));                                            // (B,F,H/2,W/2)
        var coarse = nn.functional.interpolate(
            logits, [seen.shape[2], seen.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
        return coarse + correct.forward(nn.functional.gelu(mix.forward(cat([seen, coarse], 1))));
    }
}
