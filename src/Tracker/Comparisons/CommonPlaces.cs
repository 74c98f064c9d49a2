namespace Platform.Tracker.Comparisons;

/// <summary>
/// Brings the points of several runs onto common places of x. Where all runs together have few different places, those are
/// taken as they are; otherwise x is cut into buckets of one width, and a bucket's value is the mean of the run's points in it.
/// Between its own places a run's value is interpolated linearly; before its first and after its last it has none (NaN).
/// </summary>
sealed class CommonPlaces
{
    CommonPlaces(double[] x, double[][] values) => (X, Values) = (x, values);

    public double[] X { get; }

    /// <summary>[run][place]</summary>
    public double[][] Values { get; }

    /// <param name="runs">Points of each run, x growing; NaN is no point.</param>
    /// <param name="most">Places, at most.</param>
    public static CommonPlaces Of(IReadOnlyList<(double[] X, double[] Y)> runs, int most)
    {
        var places = Distinct(runs, most);
        var bucket = places is null ? Buckets(runs, most, out places) : x => Array.BinarySearch(places, x);
        var values = runs.Select(run => Place(run, bucket, places.Length)).ToArray();
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

    // a bucket stands at the middle of the points in it, so that the first and the last do not reach beyond the data
    static Func<double, int> Buckets(IReadOnlyList<(double[] X, double[] Y)> runs, int most, out double[] places)
    {
        var drawn = runs.Where(r => r.X.Length > 0).ToArray();
        var (first, last) = (drawn.Min(r => r.X[0]), drawn.Max(r => r.X[^1]));
        var scale = most / (last - first);
        int Of(double x) => Math.Min(most - 1, (int)((x - first) * scale));
        var (low, high) = (new double[most], new double[most]);
        Array.Fill(low, double.PositiveInfinity);
        Array.Fill(high, double.NegativeInfinity);
        foreach (var (x, _) in drawn)
            foreach (var one in x)
            {
                var at = Of(one);
                (low[at], high[at]) = (Math.Min(low[at], one), Math.Max(high[at], one));
            }
        places = [.. low.Zip(high, (l, h) => (l + h) / 2)];
        return Of;
    }

    static double[] Place((double[] X, double[] Y) run, Func<double, int> bucket, int places)
    {
        var (sums, counts) = (new double[places], new int[places]);
        for (var i = 0; i < run.X.Length; i++)
        {
            if (!double.IsFinite(run.Y[i]))
                continue;
            var at = bucket(run.X[i]);
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
