using static MathNet.Numerics.Distributions.Normal;

namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>
/// A density over a search space: an equal mixture of one kernel a point and one that is even everywhere. On a line a kernel is a
/// normal distribution cut to it, of Scott's width 0.2 n^(-1/(d+4)); on a choice it is the point's own value with what it has less
/// than all given to the others.
/// </summary>
sealed class ParzenDensity
{
    readonly SearchSpace _space;
    readonly IReadOnlyList<IReadOnlyList<double>> _points;
    readonly double _width;
    readonly double[] _scales; // a kernel, the logarithm of what its lines have in common wherever it is asked for

    public ParzenDensity(SearchSpace space, IReadOnlyList<IReadOnlyList<double>> points)
    {
        (_space, _points) = (space, points);
        _width = Math.Max(0.2 * Math.Pow(Math.Max(1, points.Count), -1.0 / (space.Axes.Count + 4)), 0.5 / Math.Min(100, points.Count + 1));
        _scales = [.. points.Select(point => space.Axes.Select((axis, i) => axis.Choices > 0 ? 0 : Scale(point[i])).Sum())];
    }

    public double[] Draw(DrawStream random)
    {
        var kernel = random.Below(_points.Count + 1);
        return kernel == _points.Count
            ? _space.Uniform(random)
            : [.. _space.Axes.Select((axis, i) => axis.Choices > 0 ? Choose(axis, _points[kernel][i], random) : axis.Snap(Near(_points[kernel][i], random)))];
    }

    /// <summary>Logarithm of the density.</summary>
    public double Log(IReadOnlyList<double> at)
    {
        Span<double> logs = stackalloc double[_points.Count + 1];
        logs[^1] = _space.Axes.Sum(axis => axis.Choices > 0 ? -Math.Log(axis.Choices) : 0);
        for (var k = 0; k < _points.Count; k++)
            logs[k] = Kernel(k, at);
        var (most, sum) = (double.NegativeInfinity, 0.0);
        foreach (var log in logs)
            most = Math.Max(most, log);
        foreach (var log in logs)
            sum += Math.Exp(log - most);
        return most + Math.Log(sum / logs.Length);
    }

    double Kernel(int kernel, IReadOnlyList<double> at)
    {
        var (point, log) = (_points[kernel], _scales[kernel]);
        for (var i = 0; i < at.Count; i++)
        {
            var axis = _space.Axes[i];
            var z = (at[i] - point[i]) / _width;
            log += axis.Choices == 0 ? -0.5 * z * z : Math.Log(at[i] == point[i] ? Own(axis) : (1 - Own(axis)) / Math.Max(1, axis.Choices - 1));
        }
        return log;
    }

    double Scale(double mean) =>
        -Math.Log(_width * Math.Sqrt(2 * Math.PI)) - Math.Log(CDF(0, 1, (1 - mean) / _width) - CDF(0, 1, -mean / _width));

    // one even count shared by all values beside the one observed
    double Own(SearchAxis axis) => (1 + 1.0 / _points.Count) / (1 + (double)axis.Choices / _points.Count);

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
}
