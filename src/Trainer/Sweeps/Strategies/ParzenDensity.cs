namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>
/// A density over a search space: an equal mixture of one kernel a point and one that is even everywhere. On a line a kernel is a
/// normal distribution cut to it, of Scott's width 0.2 n^(-1/(d+4)); on a choice it is the point's own value with what it has less
/// than all given to the others.
/// </summary>
sealed class ParzenDensity(SearchSpace space, IReadOnlyList<IReadOnlyList<double>> points)
{
    readonly double _width = Math.Max(0.2 * Math.Pow(Math.Max(1, points.Count), -1.0 / (space.Axes.Count + 4)), 1.0 / Math.Min(100, points.Count + 1) / 2);

    public double[] Draw(DrawStream random)
    {
        var kernel = random.Below(points.Count + 1);
        return kernel == points.Count
            ? space.Uniform(random)
            : [.. space.Axes.Select((axis, i) => axis.Choices > 0 ? Choose(axis, points[kernel][i], random) : axis.Snap(Near(points[kernel][i], random)))];
    }

    /// <summary>Logarithm of the density, up to what all densities over the space have in common.</summary>
    public double Log(IReadOnlyList<double> at)
    {
        var even = space.Axes.Sum(axis => axis.Choices > 0 ? -Math.Log(axis.Choices) : 0);
        var logs = points.Select(point => space.Axes.Select((axis, i) => axis.Choices > 0
            ? Math.Log(point[i] == at[i] ? Own(axis) : (1 - Own(axis)) / Math.Max(1, axis.Choices - 1))
            : Line(at[i], point[i])).Sum()).Append(even).ToArray();
        var most = logs.Max();
        return most + Math.Log(logs.Sum(l => Math.Exp(l - most)) / logs.Length);
    }

    // one even count shared by all values beside the one observed
    double Own(SearchAxis axis) => (1 + 1.0 / points.Count) / (1 + (double)axis.Choices / points.Count);

    double Choose(SearchAxis axis, double own, DrawStream random)
    {
        if (random.Share() < Own(axis) || axis.Choices == 1)
            return own;
        var other = random.Below(axis.Choices - 1);
        return other < own ? other : other + 1;
    }

    double Near(double mean, DrawStream random)
    {
        for (var i = 0; i < 100; i++)
            if (mean + _width * random.Normal() is >= 0 and < 1 and var at)
                return at;
        return mean;
    }

    double Line(double at, double mean)
    {
        var z = (at - mean) / _width;
        return -0.5 * z * z - Math.Log(_width * Math.Sqrt(2 * Math.PI)) - Math.Log(Below((1 - mean) / _width) - Below(-mean / _width));
    }

    static double Below(double z) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, z);
}
