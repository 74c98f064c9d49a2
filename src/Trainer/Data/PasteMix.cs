using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Data;

/// <summary>A batch whose images have objects of other images pasted over them.</summary>
/// <param name="Pasted">(B,H,W) bool.</param>
/// <param name="Images">(B,3,H,W).</param>
/// <param name="Labels">(B,H,W) int64.</param>
/// <param name="Tags">(B,C).</param>
sealed record PastedBatch(Tensor Pasted, Tensor Images, Tensor Labels, Tensor Tags);

/// <summary>
/// EdgePredictMix's pasting, our own reconstruction (recurseed-epm.md §5): image j's pixels that are certainly of the selected classes
/// go over image i. i keeps the classes that still have a certain pixel, and those that never had one.
/// </summary>
static class PasteMix
{
    /// <param name="labels">(B,H,W) certain labels.</param>
    /// <param name="tags">(B,C).</param>
    /// <param name="partners">(B) int64, the j of each i.</param>
    /// <param name="selected">(B,C), 1 for the classes of i's partner to paste.</param>
    public static PastedBatch Apply(Tensor images, Tensor labels, Tensor tags, Tensor partners, Tensor selected)
    {
        var partnerLabels = labels.index_select(0, partners);
        var classes = tags.shape[1];
        var oneHot = OneHot(partnerLabels, classes);                                            // (B,C,H,W)
        var paste = (oneHot * selected.unsqueeze(-1).unsqueeze(-1)).amax([1]) > 0;              // (B,H,W)
        var mixedImages = where(paste.unsqueeze(1), images.index_select(0, partners), images);
        var mixedLabels = where(paste, partnerLabels, labels);
        var pasted = (oneHot.amax([2, 3]) * selected) > 0;                                      // (B,C)
        var before = OneHot(labels, classes).amax([2, 3]) > 0;
        var left = OneHot(labels.masked_fill(paste, 0), classes).amax([2, 3]) > 0;
        var kept = (tags > 0).logical_and(left.logical_or(before.logical_not()));
        return new(paste, mixedImages, mixedLabels, pasted.logical_or(kept).to(tags.dtype));
    }

    // (B,H,W) labels 1 … C → (B,C,H,W)
    static Tensor OneHot(Tensor labels, long classes)
    {
        var numbers = arange(1, classes + 1, dtype: ScalarType.Int64, device: labels.device).reshape(1, -1, 1, 1);
        return (labels.unsqueeze(1) == numbers).to(ScalarType.Float32);
    }
}
