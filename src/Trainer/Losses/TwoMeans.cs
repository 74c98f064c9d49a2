namespace Platform.Trainer.Losses;

/// <summary>
/// k-means with two clusters in one dimension, solved exactly: the clusters are the values up to a cut and those above it, and the cut
/// with the smallest squared distance to the two means is found in one pass over the sorted values. No seed, no restart.
/// </summary>
static class TwoMeans
{
    /// <summary>0 or 1 for every value; 1 is the cluster with the larger mean. All 0 where all values are equal.</summary>
    public static byte[] Assign(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var total = 0.0;
        foreach (var value in sorted)
            total += value;

        // minimising the distances within is maximising sum²/count over the clusters
        var (best, cut, below) = (double.NegativeInfinity, float.PositiveInfinity, 0.0);
        for (var count = 1; count < sorted.Length; count++)
        {
            below += sorted[count - 1];
            var gain = below * below / count + (total - below) * (total - below) / (sorted.Length - count);
            if (gain > best && sorted[count] > sorted[count - 1])
                (best, cut) = (gain, sorted[count - 1]);
        }
        var assignment = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
            assignment[i] = (byte)(values[i] > cut ? 1 : 0);
        return assignment;
    }
}
