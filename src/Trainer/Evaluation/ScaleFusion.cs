using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>Logits of several scales, each followed by its mirrored image's, as one (learning-pseudo-label.md §7).</summary>
static class ScaleFusion
{
    /// <summary>The mean at one size, the mirrored ones put back. (1,K,height,width).</summary>
    public static Tensor Mean(IReadOnlyList<Tensor> logits, long height, long width)
    {
        var aligned = logits.Select((l, i) =>
        {
            var resized = nn.functional.interpolate(l, [height, width], mode: InterpolationMode.Bilinear, align_corners: true);
            return i % 2 == 1 ? resized.flip(-1) : resized;
        });
        return cat([.. aligned], 0).mean([0], keepdim: true);
    }
}
