namespace Platform.Trainer.Evaluation;

/// <summary>
/// Pixel counts by [ground truth][prediction] over K classes, background being class 0. A pixel whose truth is not one of the
/// K classes (255: ignored) is not counted, nor one whose prediction abstains (255).
/// </summary>
public sealed class ConfusionMatrix
{
    public const byte Ignored = 255;

    readonly long[] _counts; // (K,K), row = ground truth

    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, Ignored);
        Classes = classes;
        _counts = new long[classes * classes];
    }

    public int Classes { get; }

    public long this[int truth, int prediction] => _counts[truth * Classes + prediction];

    /// <summary>Counts one image or any part of one; both spans are pixel by pixel.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a counted pixel is predicted as a class that does not exist.</exception>
    public void Add(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> truth)
    {
        if (prediction.Length != truth.Length)
            throw new ArgumentException($"{prediction.Length} predicted pixels for {truth.Length} true ones");
        for (var i = 0; i < truth.Length; i++)
        {
            var (t, p) = (truth[i], prediction[i]);
            if (t >= Classes || p == Ignored)
                continue;
            if (p >= Classes)
                throw new ArgumentException($"pixel {i} is predicted as class {p} of {Classes}", nameof(prediction));
            _counts[t * Classes + p]++;
        }
    }

    /// <summary>TP / (TP + FP + FN) by class, between 0 and 1; NaN for a class that is neither there nor predicted.</summary>
    public double[] Iou()
    {
        var iou = new double[Classes];
        for (var c = 0; c < Classes; c++)
        {
            var union = Truth(c) + Predicted(c) - this[c, c];
            iou[c] = union == 0 ? double.NaN : (double)this[c, c] / union;
        }
        return iou;
    }

    /// <summary>Mean IoU, between 0 and 1, over the classes that occur in the ground truth; NaN when nothing was counted.</summary>
    public double MeanIou()
    {
        var iou = Iou();
        return MeanOverTruth(c => iou[c]);
    }

    /// <summary>Share of the counted pixels that are right, between 0 and 1; NaN when nothing was counted.</summary>
    public double PixelAccuracy()
    {
        long right = 0, all = 0;
        for (var c = 0; c < Classes; c++)
        {
            right += this[c, c];
            all += Truth(c);
        }
        return (double)right / all;
    }

    /// <summary>FP / (TP + FP) by class, between 0 and 1: how much of what is called so is not (dupl.md §11.5); NaN for a class never predicted.</summary>
    public double[] OverActivation() =>
        [.. Enumerable.Range(0, Classes).Select(c => (double)(Predicted(c) - this[c, c]) / Predicted(c))];

    /// <summary>Mean recall, between 0 and 1, over the classes that occur in the ground truth.</summary>
    public double MeanClassAccuracy() => MeanOverTruth(c => (double)this[c, c] / Truth(c));

    /// <summary>The matrix of K rows of K, as <see cref="ToRows"/> gives them.</summary>
    public static ConfusionMatrix FromRows(IReadOnlyList<IReadOnlyList<long>> rows)
    {
        var matrix = new ConfusionMatrix(rows.Count);
        for (var t = 0; t < rows.Count; t++)
            for (var p = 0; p < rows.Count; p++)
                matrix._counts[t * rows.Count + p] = rows[t][p];
        return matrix;
    }

    /// <summary>A copy as K rows of K, the form of <c>EvaluationCompleted.Confusion</c>.</summary>
    public long[][] ToRows() => [.. _counts.Chunk(Classes)];

    double MeanOverTruth(Func<int, double> value)
    {
        var present = Enumerable.Range(0, Classes).Where(c => Truth(c) > 0).Select(value).ToArray();
        return present.Length == 0 ? double.NaN : present.Average();
    }

    long Truth(int c)
    {
        long sum = 0;
        for (var p = 0; p < Classes; p++)
            sum += this[c, p];
        return sum;
    }

    long Predicted(int c)
    {
        long sum = 0;
        for (var t = 0; t < Classes; t++)
            sum += this[t, c];
        return sum;
    }
}
