namespace Platform.Trainer.Evaluation;

/// <summary>
/// The background threshold that scores CAMs best. It is found on the masks it is then scored with, so a score made this way is an upper
/// bound, not a result (RecurSeed, tools/ai/evaluators.py Evaluator_For_CAM).
/// </summary>
sealed class CamThreshold(IReadOnlyList<double> thresholds, int classes)
{
    readonly ClassCounts[] _counts = [.. thresholds.Select(_ => new ClassCounts(classes))];

    /// <summary>CAMs (C,H,W), a mask (H,W), the image's tags (C).</summary>
    public void Add(ReadOnlySpan<float> cams, ReadOnlySpan<byte> mask, ReadOnlySpan<float> tags)
    {
        var labels = new byte[mask.Length];
        for (var t = 0; t < thresholds.Count; t++)
        {
            for (var p = 0; p < labels.Length; p++)
                labels[p] = Strongest(cams, p, labels.Length, (float)thresholds[t]);
            var image = new ConfusionMatrix(classes);
            image.Add(labels, mask);
            _counts[t].Add(image, tags);
        }
    }

    /// <summary>The first threshold of the highest mean IoU, and its counts.</summary>
    public (double Threshold, ClassCounts Counts) Best()
    {
        var best = Enumerable.Range(0, thresholds.Count).MaxBy(t => _counts[t].MeanIou());
        return (thresholds[best], _counts[best]);
    }

    // background where no class exceeds the threshold
    byte Strongest(ReadOnlySpan<float> cams, int pixel, int area, float threshold)
    {
        var (best, label) = (threshold, 0);
        for (var c = 1; c < classes; c++)
            if (cams[(c - 1) * area + pixel] > best)
                (best, label) = (cams[(c - 1) * area + pixel], c);
        return (byte)label;
    }
}
