namespace Platform.Trainer.Losses;

/// <summary>CoSA's searches for the CAM confidence that parts background from foreground, over the confidences of recent images.</summary>
static class ThresholdSearch
{
    /// <summary>scikit-learn's defaults, which rungmm keeps.</summary>
    static readonly MixtureOptions s_fit = new(MaxIterations: 100, Tolerance: 1e-3, VarianceFloor: 1e-6);

    const double VarianceFloor = 1e-6;

    /// <summary>
    /// Three components started at minimum, median and maximum, fitted to the values above the filter: low is the largest value of the
    /// first, high the smallest of the last (CoSA, utils/seg_helper.py rungmm). Null where a component holds no value, or none is left.
    /// </summary>
    public static (double Low, double High, GaussianMixture Mixture)? ThreeModes(ReadOnlySpan<float> confidences, double filter)
    {
        var values = Sorted(confidences, filter);
        if (values.Length < 3)
            return null;
        double[] start = [values[0], Median(values), values[^1]];
        var mixture = GaussianMixture.FitFromMeans(values, start, s_fit);
        var low = Array.FindLastIndex(values, v => mixture.Assign(v) == 0);
        var high = Array.FindIndex(values, v => mixture.Assign(v) == 2);
        return low < 0 || high < 0 ? null : (values[low], values[high], mixture);
    }

    /// <summary>Two components started at minimum and maximum; the threshold is the largest value of the first.</summary>
    public static (double Threshold, GaussianMixture Mixture)? TwoModes(ReadOnlySpan<float> confidences, double filter)
    {
        var values = Sorted(confidences, filter);
        if (values.Length < 2)
            return null;
        var mixture = GaussianMixture.FitFromMeans(values, [values[0], values[^1]], s_fit);
        var low = Array.FindLastIndex(values, v => mixture.Assign(v) == 0);
        return low < 0 ? null : (values[low], mixture);
    }

    /// <summary>
    /// One threshold by likelihood, our own reconstruction (the paper's search is not published): with s the side of ξ a value lies on,
    /// π its share, μ and σ² its mean and population variance (at least 1e-6), <c>score(ξ) = mean log(π_s N(ν; μ_s, σ²_s))</c>; values at ξ
    /// are on the upper side. NaN where a side has fewer than two values.
    /// </summary>
    public static double[] Scores(ReadOnlySpan<float> confidences, ReadOnlySpan<float> grid)
    {
        var scores = new double[grid.Length];
        for (var g = 0; g < grid.Length; g++)
        {
            var (below, above) = (new Side(), new Side());
            foreach (var value in confidences)
                (value < grid[g] ? below : above).Add(value);
            scores[g] = below.Count < 2 || above.Count < 2
                ? double.NaN
                : (below.LogLikelihood(confidences.Length) + above.LogLikelihood(confidences.Length)) / confidences.Length;
        }
        return scores;
    }

    /// <summary>The grid's first threshold of the best score; null where no threshold has two values on both sides.</summary>
    public static float? MostLikely(ReadOnlySpan<float> confidences, ReadOnlySpan<float> grid)
    {
        var scores = Scores(confidences, grid);
        var best = -1;
        for (var g = 0; g < scores.Length; g++)
            if (!double.IsNaN(scores[g]) && (best < 0 || scores[g] > scores[best]))
                best = g;
        return best < 0 ? null : grid[best];
    }

    static float[] Sorted(ReadOnlySpan<float> confidences, double filter)
    {
        var values = new List<float>(confidences.Length);
        foreach (var value in confidences)
            if (value > filter)
                values.Add(value);
        values.Sort();
        return [.. values];
    }

    static double Median(float[] sorted) => ((double)sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>Count, mean and squared deviations so far (Welford), from which the likelihood of a normal distribution follows.</summary>
    sealed class Side
    {
        double _mean, _squares;

        public int Count { get; private set; }

        public void Add(double value)
        {
            Count++;
            var distance = value - _mean;
            _mean += distance / Count;
            _squares += distance * (value - _mean);
        }

        public double LogLikelihood(int all)
        {
            var variance = Math.Max(_squares / Count, VarianceFloor);
            return Count * (Math.Log((double)Count / all) - 0.5 * Math.Log(2 * Math.PI * variance)) - 0.5 * _squares / variance;
        }
    }
}
