using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>The terms of one step; what is not active yet is computed but does not count in the total.</summary>
sealed record RecurSeedTerms(Tensor Tags, Tensor Cam, Tensor Segmentation)
{
    public const int FirstEpoch = 5;

    public Tensor Total(int epoch) => epoch < FirstEpoch ? Tags : Tags + Cam + Segmentation;
}

/// <summary>
/// RecurSeed's losses, our own reconstruction (recurseed-epm.md §4): both branches learn from certain labels, which come from the
/// averaged network's own refined maps.
/// </summary>
static class RecurSeedLoss
{
    const long Ignored = CamToLabel.Ignored;

    /// <param name="cams">(B,C,h,w) raw; their mean is the image's class logit.</param>
    /// <param name="decoder">(B,1+C,h',w') logits.</param>
    /// <param name="tags">(B,C).</param>
    /// <param name="labels">(B,H,W) int64 of <see cref="CertainFilter"/>.</param>
    public static RecurSeedTerms Of(Tensor cams, Tensor decoder, Tensor tags, Tensor labels) => new(
        MultiLabelLoss.Of(cams.mean([2, 3]), tags),
        Maps(cams, Nearest(labels, cams)),
        SegmentationLoss.Plain(decoder, Nearest(labels, decoder)));

    // mean over certain pixels of the mean over classes of the binary cross-entropy to [label = class]
    static Tensor Maps(Tensor cams, Tensor labels)
    {
        var numbers = arange(1, cams.shape[1] + 1, dtype: ScalarType.Int64, device: labels.device).reshape(1, -1, 1, 1);
        var targets = (labels.unsqueeze(1) == numbers).to(cams.dtype);
        var loss = nn.functional.binary_cross_entropy_with_logits(cams, targets, reduction: nn.Reduction.None).mean([1]);
        var certain = (labels != Ignored).to(loss.dtype);
        return (loss * certain).sum() / (certain.sum() + 1e-6);
    }

    static Tensor Nearest(Tensor labels, Tensor like) => nn.functional.interpolate(
        labels.unsqueeze(1).to(ScalarType.Float32), [like.shape[2], like.shape[3]], mode: InterpolationMode.Nearest).squeeze(1).to(ScalarType.Int64);
}
