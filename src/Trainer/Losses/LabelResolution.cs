using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Losses;

/// <summary>How reliable a prediction is, pixel by pixel, (B,H,W) each.</summary>
/// <param name="Prediction">The likeliest class, int64.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Temporal">Share of the remembered predictions that say the same; 0 with fewer than three.</param>
/// <param name="Spatial">Share of the neighbours that say the same.</param>
/// <param name="Total">The weighted sum.</param>
sealed record Reliability(Tensor Prediction, Tensor Confidence, Tensor Temporal, Tensor Spatial, Tensor Total);

/// <summary>Labels after disagreements with the predictions were resolved, and what was found on the way.</summary>
/// <param name="Labels">(B,H,W) int64.</param>
/// <param name="Weights">(B,H,W): less where prediction and CAM agree on an object without being reliable.</param>
/// <param name="Disagreeing">Share of all pixels.</param>
/// <param name="Resolved">Share of those.</param>
/// <param name="ConfidentAgreements">Foreground pixels.</param>
sealed record ResolvedLabels(Tensor Labels, Tensor Weights, double Disagreeing, double Resolved, long ConfidentAgreements);

/// <summary>
/// Where a CAM label and the prediction differ, the prediction wins if it is reliable: our own reconstruction of the refined pseudo-labels
/// (refined-pseudo-label.md §9.1, §9.3). <c>R = 0.30 T + 0.35 C + 0.35 S</c>.
/// </summary>
static class LabelResolution
{
    const int Ignored = 255;
    const int FewestRemembered = 3;
    const double Temporal = 0.30, Confident = 0.35, Spatial = 0.35;

    /// <summary>From where on an agreement counts as confident in the record.</summary>
    const double ConfidentAgreement = 0.70;

    /// <param name="probabilities">(B,K,H,W).</param>
    /// <param name="present">(B,K) the image's classes, background included; null: no constraint.</param>
    /// <param name="history">(B,N,g,g) int64: predictions at earlier visits, 255 unknown; cells cover the crop.</param>
    public static Reliability Judge(Tensor probabilities, Tensor? present, Tensor history)
    {
        if (present is not null)
        {
            var masked = probabilities * present.unsqueeze(-1).unsqueeze(-1);
            probabilities = masked / masked.sum(1, keepdim: true);
        }
        var (confidence, prediction) = probabilities.max(1);
        var temporal = Remembered(prediction, history);
        var spatial = Neighbouring(prediction);
        return new(prediction, confidence, temporal, spatial, Temporal * temporal + Confident * confidence + Spatial * spatial);
    }

    /// <param name="labels">(B,H,W) int64 CAM labels.</param>
    /// <param name="disagree">From this reliability on a prediction replaces the label.</param>
    /// <param name="agree">Below it agreeing foreground counts less; null in the first phase.</param>
    /// <param name="keepUnresolved">Other disagreements keep their CAM label; else they are ignored.</param>
    public static ResolvedLabels Resolve(Tensor labels, Reliability reliability, double disagree, double? agree, bool keepUnresolved)
    {
        var (prediction, total) = (reliability.Prediction, reliability.Total);
        var known = labels != Ignored;
        var differ = known.logical_and(labels != prediction);
        var reliable = total >= (float)disagree;
        var resolved = where(reliable.logical_and(differ.logical_or(known.logical_not())), prediction, labels);
        if (!keepUnresolved)
            resolved = resolved.masked_fill(differ.logical_and(reliable.logical_not()), Ignored);

        var objects = (labels == prediction).logical_and(labels > 0);
        var weights = ones_like(total);
        if (agree is { } threshold)
            weights = where(objects.logical_and(total < (float)threshold), total / threshold, weights);

        // sync point: the record of the step
        var different = differ.sum().item<long>();
        return new(
            resolved, weights, (double)different / labels.numel(),
            (double)differ.logical_and(reliable).sum().item<long>() / Math.Max(1, different),
            objects.logical_and(total >= (float)ConfidentAgreement).sum().item<long>());
    }

    static Tensor Remembered(Tensor prediction, Tensor history)
    {
        var (height, width) = (prediction.shape[1], prediction.shape[2]);
        var rows = Cells(height, history.shape[2], prediction.device);
        var columns = Cells(width, history.shape[3], prediction.device);
        var seen = history.index_select(2, rows).index_select(3, columns);          // (B,N,H,W)
        var known = (seen != Ignored).sum(1).to(ScalarType.Float32);
        var same = (seen == prediction.unsqueeze(1)).sum(1).to(ScalarType.Float32);
        return where(known >= FewestRemembered, same / known.clamp_min(1), zeros_like(known));
    }

    static Tensor Cells(long pixels, long cells, Device device) =>
        arange(pixels, dtype: ScalarType.Int64, device: device).mul(cells).div(pixels, RoundingMode.floor);

    static Tensor Neighbouring(Tensor prediction)
    {
        var (height, width) = (prediction.shape[1], prediction.shape[2]);
        // no class is -1: beyond the border nothing is the same, nor counted
        var padded = nn.functional.pad(prediction.to(ScalarType.Float32), (1L, 1L, 1L, 1L), PaddingModes.Constant, -1).to(ScalarType.Int64);
        var same = zeros_like(prediction, dtype: ScalarType.Float32);
        var count = zeros_like(same);
        for (var dy = 0; dy <= 2; dy++)
            for (var dx = 0; dx <= 2; dx++)
            {
                if (dy == 1 && dx == 1)
                    continue;
                var neighbour = padded.narrow(1, dy, height).narrow(2, dx, width);
                same = same + (neighbour == prediction).to(ScalarType.Float32);
                count = count + (neighbour >= 0).to(ScalarType.Float32);
            }
        return same / count.clamp_min(1);
    }
}
