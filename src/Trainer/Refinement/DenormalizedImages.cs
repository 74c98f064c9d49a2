using static TorchSharp.torch;

namespace Platform.Trainer.Refinement;

/// <summary>Network input back to colours, for what compares colours.</summary>
static class DenormalizedImages
{
    // ImageNet, times 255
    static readonly float[] s_mean = [123.675f, 116.28f, 103.53f];
    static readonly float[] s_deviation = [58.395f, 57.12f, 57.375f];

    /// <summary>(B,3,H,W) normalised to (B,3,H,W) in 0..1. Goes through bytes by truncation, like the methods' own code.</summary>
    public static Tensor Of(Tensor images)
    {
        using var scope = NewDisposeScope();
        var deviation = tensor(s_deviation, device: images.device).view(1, 3, 1, 1);
        var mean = tensor(s_mean, device: images.device).view(1, 3, 1, 1);
        return ((images * deviation + mean).trunc() / 255).MoveToOuterDisposeScope();
    }
}
