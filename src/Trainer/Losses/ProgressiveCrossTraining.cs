using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>The losses of one step and what they were made with.</summary>
/// <param name="HybridLabels">The hybrid network's labels of all images, true ones where they are known, (B,H,W).</param>
/// <param name="PseudoLabels">The other network's.</param>
/// <param name="Weights">How far each weak image is trusted, (W).</param>
sealed record CrossTrainingTerms(
    Tensor HybridSegmentation, Tensor PseudoSegmentation, Tensor Tags, Tensor Cross, Tensor HybridLabels, Tensor PseudoLabels,
    Tensor Weights, RunningIou Iou)
{
    public Tensor Total() => HybridSegmentation + PseudoSegmentation + Tags + Cross;
}

/// <summary>
/// Progressive cross training (learning-pseudo-label.md §4; train.py): the first images of a batch have true labels and teach the hybrid
/// network; its labels of the weak ones teach the pseudo network; that one's labels teach the hybrid network, weighted by
/// <c>(min over the image's classes of IoU)^power</c>, where an IoU of exactly 0 counts as 1, as released.
/// </summary>
static class ProgressiveCrossTraining
{
    /// <param name="hybrid">(B,K,H,W) logits.</param>
    /// <param name="pseudo">(B,K,H,W) logits.</param>
    /// <param name="category">(B,K), background included.</param>
    /// <param name="labels">(B,H,W) int64.</param>
    /// <param name="labelled">(B): 1 where the labels are true ones.</param>
    /// <param name="strong">How many images of the batch come first.</param>
    public static CrossTrainingTerms Of(
        Tensor hybrid, Tensor pseudo, Tensor category, Tensor labels, Tensor labelled, int strong, RunningIou before,
        double power = 8, double momentum = 0.99)
    {
        var hybridLog = ClassAwareLoss.LogProbabilities(hybrid, category);
        var pseudoLog = ClassAwareLoss.LogProbabilities(pseudo, category);
        var fromHybrid = Known(ClassAwareLoss.Labels(hybrid, category), labels, labelled, strong);
        var fromPseudo = Known(ClassAwareLoss.Labels(pseudo, category), labels, labelled, strong);
        var iou = before.Add(labels[..strong], fromPseudo[..strong], momentum);
        var weights = Weights(category[strong..], iou.Value(), power);
        return new(
            ClassAwareLoss.Of(hybridLog[..strong], labels[..strong]),
            ClassAwareLoss.Of(pseudoLog[strong..], fromHybrid[strong..]),
            MultiLabelLoss.Of(hybrid.amax([2, 3])[.., 1..], category[.., 1..]),
            (ClassAwareLoss.PerPixel(hybridLog[strong..], fromPseudo[strong..]) * weights.reshape(-1, 1, 1)).mean(),
            fromHybrid, fromPseudo, weights, iou);
    }

    static Tensor Weights(Tensor category, Tensor iou, double power)
    {
        var scores = category * iou.unsqueeze(0);
        return scores.masked_fill(scores == 0, 1).amin([1]).pow(power);
    }

    // weak images that have true labels take them
    static Tensor Known(Tensor predicted, Tensor labels, Tensor labelled, int strong)
    {
        var weak = arange(labels.shape[0], device: labels.device) >= strong;
        return where((labelled != 0).logical_and(weak).reshape(-1, 1, 1), labels, predicted);
    }
}
