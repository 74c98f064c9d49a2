using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>
/// Running pixel counts by class, on images whose labels are known: all fade by the momentum at every step, then the step's are added
/// (learning-pseudo-label.md §4e). Predictions count where the label is ignored too, as released.
/// </summary>
/// <param name="True">Labelled pixels, (K).</param>
/// <param name="Predicted">(K).</param>
/// <param name="Right">(K).</param>
sealed record RunningIou(Tensor True, Tensor Predicted, Tensor Right)
{
    public static RunningIou Start(int classes, Device device) =>
        new(ones(classes, device: device), zeros(classes, device: device), zeros(classes, device: device));

    /// <param name="labels">(B,H,W) int64, 255 is ignored.</param>
    /// <param name="predictions">(B,H,W) int64.</param>
    public RunningIou Add(Tensor labels, Tensor predictions, double momentum = 0.99) => new(
        True * momentum + Count(labels),
        Predicted * momentum + Count(predictions),
        Right * momentum + Count(labels.masked_fill(labels != predictions, 255)));

    /// <summary>TP/(T + P - TP), (K).</summary>
    public Tensor Value() => Right / (True + Predicted - Right);

    Tensor Count(Tensor labels)
    {
        var classes = True.shape[0];
        var flat = labels.flatten();
        return bincount(flat.masked_select(flat < classes), minlength: classes).to(True.dtype);
    }
}
