namespace Platform.Tracker.Comparisons;

/// <summary>
/// Brings the points of several runs onto common places of x. Where all runs together have few different places, those are
/// taken as they are; otherwise x is cut into buckets, and a bucket's value is the mean of the run's points in it. Between its
/// own places a run's value is interpolated linearly; before its first and after its last it has none (NaN).
/// </summary>
sealed class CommonPlaces
{
    CommonPlaces(double[] x, double[][] values) => (X, Values) = (x, values);

    public double[] X { get; }

    /// <summary>[run][place]</summary>
    public double[][] Values { get; }

    /// <param name="runs">Points of each run, x growing; NaN is no point.</param>
    /// <param name="buckets">Used where there are more places than buckets.</param>
    public static CommonPlaces Of(IReadOnlyList<(double[] X, double[] Y)> runs, Buckets buckets)
    {
        var distinct = Distinct(runs, buckets.Count);
        double[] places = distinct ?? [.. Enumerable.Range(0, buckets.Count).Select(buckets.Middle)];
        Func<double, int> placeOf = distinct is null ? buckets.Of : x => Array.BinarySearch(distinct, x);
        var values = runs.Select(run => Place(run, placeOf, places.Length)).ToArray();
        var kept = Enumerable.Range(0, places.Length).Where(p => values.Any(v => double.IsFinite(v[p]))).ToArray();
        double[] x = [.. kept.Select(p => places[p])];
        return new(x, [.. values.Select(v => Interpolated([.. kept.Select(p => v[p])], x))]);
    }

    static double[]? Distinct(IReadOnlyList<(double[] X, double[] Y)> runs, int most)
    {
        var places = new SortedSet<double>();
        foreach (var (x, _) in runs)
            foreach (var one in x)
                if (places.Add(one) && places.Count > most)
                    return null;
        return [.. places];
    }

    static double[] Place((double[] X, double[] Y) run, Func<double, int> placeOf, int places)
    {
        var (sums, counts) = (new double[places], new int[places]);
        for (var i = 0; i < run.X.Length; i++)
        {
            if (!double.IsFinite(run.Y[i]) || placeOf(run.X[i]) is not (>= 0 and var at))
                continue;
            sums[at] += run.Y[i];
            counts[at]++;
        }
        return [.. sums.Zip(counts, (sum, count) => count > 0 ? sum / count : double.NaN)];
    }

    static double[] Interpolated(double[] values, double[] x)
    {
        var before = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                continue;
            for (var gap = before + 1; before >= 0 && gap < i; gap++)
                values[gap] = values[before] + (values[i] - values[before]) * (x[gap] - x[before]) / (x[i] - x[before]);
            before = i;
        }
        return values;
    }
}
