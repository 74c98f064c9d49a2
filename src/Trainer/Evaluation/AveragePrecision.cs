namespace Platform.Trainer.Evaluation;

/// <summary>How well scores rank what is true above what is not: <c>Σ (R_n - R_{n-1}) P_n</c> over the distinct scores, highest first.</summary>
static class AveragePrecision
{
    /// <summary>NaN where nothing is true.</summary>
    public static double Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> truth)
    {
        var (keys, values) = (scores.ToArray(), truth.ToArray());
        Array.Sort(keys, values);
        var all = values.Count(v => v > 0);
        var (sum, right, before) = (0.0, 0, 0);
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            right += values[i] > 0 ? 1 : 0;
            if (i > 0 && keys[i - 1] == keys[i]) // equal scores are one step
                continue;
            sum += (double)(right - before) / all * right / (keys.Length - i);
            before = right;
        }
        return all == 0 ? double.NaN : sum;
    }
}
