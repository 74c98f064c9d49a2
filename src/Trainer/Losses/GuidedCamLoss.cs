using Platform.Trainer.Cams;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// CAMs that learn from segmentation (CoSA; cosa.md §5, utils/seg_helper.py seg_refine_by_label, cam_loss). With r = ReLU(CAM) and t the
/// targets' foreground at the CAM's size: <c>mean of -[t log σ(r) + (1-t) log(1-σ(r))]</c>.
/// </summary>
public static class GuidedCamLoss
{
    /// <summary>Segmentation logits (B,K,H,W) as probabilities of the classes that are there; a low temperature makes them nearly one-hot.</summary>
    /// <param name="afterSoftmax">Absent classes lose their share instead of never having one; the rest does not sum to 1 then.</param>
    public static Tensor Targets(Tensor logits, Tensor tags, double temperature = 0.01, bool afterSoftmax = false) =>
        afterSoftmax
            ? (logits / temperature).softmax(1) * KnownClasses.WithBackground(tags).unsqueeze(-1).unsqueeze(-1)
            : (KnownClasses.Mask(logits, tags) / temperature).softmax(1);

    /// <summary>Version 1: the ReLU of the raw CAM (B,C,h,w) as it is.</summary>
    public static Tensor Raw(Tensor cam, Tensor targets) => CrossEntropy(nn.functional.relu(cam), targets);

    /// <summary>Version 2: <c>r' = (r - min r) / (max r + 1e-4)</c> per image and class.</summary>
    public static Tensor Normalised(Tensor cam, Tensor targets) => CrossEntropy(Normalise(cam), targets);

    /// <summary>
    /// Version 3: r' with a background <c>1 - max_c r'</c> in front, at the targets' size, as logits against their arg-max; pixels whose
    /// target is not above the confidence are ignored.
    /// </summary>
    public static Tensor Labelled(Tensor cam, Tensor targets, double confidence = 0.25)
    {
        var normalised = Normalise(cam);
        var scores = cat([1 - normalised.amax([1], keepdim: true), normalised], 1);
        var (value, label) = targets.max(1);
        return SegmentationLoss.Balanced(
            PseudoLabels.Resize(scores, targets.shape[2], targets.shape[3]), label.masked_fill(value <= (float)confidence, CamToLabel.Ignored));
    }

    static Tensor Normalise(Tensor cam)
    {
        var r = nn.functional.relu(cam);
        return (r - r.amin([2, 3], keepdim: true)) / (r.amax([2, 3], keepdim: true) + 1e-4);
    }

    static Tensor CrossEntropy(Tensor scores, Tensor targets) => nn.functional.binary_cross_entropy_with_logits(
        scores, PseudoLabels.Resize(targets[.., 1..], scores.shape[2], scores.shape[3]));
}
