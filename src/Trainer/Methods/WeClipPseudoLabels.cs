using Platform.Trainer.Backbones;
using Platform.Trainer.Cams;
using Platform.Trainer.Refinement;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Methods;

/// <summary>
/// Pseudo-labels of WeCLIP+ (refined-pseudo-label.md §5, §6): for each image a soft-max Grad-CAM of its classes on frozen CLIP, refined by
/// CLIP's attention, the decoder's affinity and probabilities, and the image's colours.
/// </summary>
/// <param name="foreground">(C,E) texts of the classes.</param>
/// <param name="background">(G,E) texts set against them.</param>
sealed class WeClipPseudoLabels(Clip clip, Tensor foreground, Tensor background, AttentionWalkOptions options)
{
    /// <summary>Which of CLIP's hidden layers Grad-CAM starts from, counted from the end: the last for COCO, the one before for VOC.</summary>
    public int HiddenFromEnd { get; init; } = 1;

    /// <param name="images">(B,3,H,W), normalised.</param>
    /// <param name="output">The network's for these images.</param>
    /// <param name="classes">Of each image, ascending, 1 … C; at least one.</param>
    /// <returns>(B,H,W) int64, 0 = background, without gradient.</returns>
    public Tensor Make(Tensor images, WeClipOutput output, IReadOnlyList<long[]> classes)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var probabilities = output.Segmentation.softmax(1);                                     // (B,K,h,w)
        var labels = classes.Select((present, i) => Label(images[i], output, probabilities[i], i, present));
        return stack([.. labels]).MoveToOuterDisposeScope();
    }

    // (H,W)
    Tensor Label(Tensor image, WeClipOutput output, Tensor probabilities, int index, long[] present)
    {
        using var scope = NewDisposeScope();
        var hidden = output.Hidden;
        var ids = tensor(present).to(image.device);                                             // (m)
        var texts = cat([foreground.index_select(0, ids - 1), background], 0);
        var grad = GradCam.Compute(clip, hidden.Tokens[^HiddenFromEnd].narrow(0, index, 1), texts, present.Length, hidden.Grid);
        var layers = cat([.. hidden.Attention.Select(layer => layer.narrow(0, index, 1)), grad.Attention], 0);
        var refined = AttentionWalk.Refine(
            grad.Cams, layers[.., 1.., 1..], output.Affinity[index], probabilities.index_select(0, ids), image, options);
        var keys = cat([zeros_like(ids[..1]), ids], 0);                                         // column → class
        return keys.index_select(0, refined.Columns.flatten()).reshape(refined.Columns.shape).MoveToOuterDisposeScope();
    }
}
