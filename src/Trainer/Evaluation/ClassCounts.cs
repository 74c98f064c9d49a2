namespace Platform.Trainer.Evaluation;

/// <summary>
/// Predicted, true and right pixels by class, where an image counts only for the classes it is labelled with, and means skip a class
/// that is neither there nor predicted (RecurSeed, tools/ai/evaluators.py).
/// </summary>
sealed class ClassCounts(int classes)
{
    readonly long[] _predicted = new long[classes], _true = new long[classes], _right = new long[classes];

    public IReadOnlyList<long> Predicted => _predicted;
    public IReadOnlyList<long> True => _true;
    public IReadOnlyList<long> Right => _right;

    /// <summary>Adds an image's counts.</summary>
    /// <param name="tags">Which foreground classes count; empty: all do.</param>
    public void Add(ConfusionMatrix image, ReadOnlySpan<float> tags = default)
    {
        for (var c = 0; c < classes; c++)
        {
            if (c > 0 && tags.Length > 0 && tags[c - 1] == 0)
                continue;
            for (var other = 0; other < classes; other++)
            {
                _true[c] += image[c, other];
                _predicted[c] += image[other, c];
            }
            _right[c] += image[c, c];
        }
    }

    /// <summary>Between 0 and 1; NaN for a class that is neither there nor predicted.</summary>
    public double[] Iou() => Rates(c => _right[c]);

    public double MeanIou() => Mean(Iou());

    /// <summary>Too much, over the union, as a mean over foreground classes.</summary>
    public double FalsePositives() => Mean(Rates(c => _predicted[c] - _right[c])[1..]);

    /// <summary>Too little, over the union, as a mean over foreground classes.</summary>
    public double FalseNegatives() => Mean(Rates(c => _true[c] - _right[c])[1..]);

    // 0/0 is NaN
    double[] Rates(Func<int, long> part) =>
        [.. Enumerable.Range(0, classes).Select(c => (double)part(c) / (_true[c] + _predicted[c] - _right[c]))];

    static double Mean(double[] values) => values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
