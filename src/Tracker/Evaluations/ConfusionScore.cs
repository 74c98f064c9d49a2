namespace Platform.Tracker.Evaluations;

/// <summary>What a confusion matrix says, percent.</summary>
sealed class ConfusionScore
{
    ConfusionScore(double?[] classIou, double meanIou, double pixelAccuracy) =>
        (ClassIou, MeanIou, PixelAccuracy) = (classIou, meanIou, pixelAccuracy);

    /// <summary>Null for a class neither in the ground truth nor predicted.</summary>
    public IReadOnlyList<double?> ClassIou { get; }

    /// <summary>The mean over the classes of the ground truth; NaN when it has none.</summary>
    public double MeanIou { get; }

    /// <summary>NaN when there is no pixel.</summary>
    public double PixelAccuracy { get; }

    /// <summary>Of counts [ground truth][prediction].</summary>
    public static ConfusionScore Of(IReadOnlyList<IReadOnlyList<long>> counts)
    {
        var classes = counts.Count;
        var truth = new double[classes];
        var predicted = new double[classes];
        var right = 0.0;
        for (var t = 0; t < classes; t++)
            for (var p = 0; p < classes; p++)
            {
                truth[t] += counts[t][p];
                predicted[p] += counts[t][p];
            }
        var iou = new double?[classes];
        for (var c = 0; c < classes; c++)
        {
            right += counts[c][c];
            var union = truth[c] + predicted[c] - counts[c][c];
            iou[c] = union > 0 ? 100 * counts[c][c] / union : null;
        }
        var present = Enumerable.Range(0, classes).Where(c => truth[c] > 0).Select(c => iou[c]!.Value).ToArray();
        return new(iou, present.Length > 0 ? present.Average() : double.NaN, 100 * right / truth.Sum());
    }
}
