namespace Platform.Trainer.Losses;

/// <summary>When expectation maximisation stops, and what keeps its variances from vanishing.</summary>
sealed record MixtureOptions(int MaxIterations, double Tolerance, double VarianceFloor);

/// <summary>
/// A one-dimensional Gaussian mixture fitted by expectation maximisation in scikit-learn's order: an iteration is an E-step (which
/// gives the mean log-likelihood), an M-step, then the stop test on the change of that likelihood. In the M-step each component's
/// mass gets ten machine epsilons, its variance the floor, and the weights sum to 1. Computed in double precision.
/// </summary>
sealed class GaussianMixture
{
    const double TenEpsilons = 10 * 2.220446049250313e-16;

    readonly double[] _means, _variances, _weights;

    GaussianMixture(double[] means, double[] variances, double[] weights) => (_means, _variances, _weights) = (means, variances, weights);

    public IReadOnlyList<double> Means => _means;
    public IReadOnlyList<double> Variances => _variances;
    public IReadOnlyList<double> Weights => _weights;
    public int Iterations { get; private set; }
    public bool Converged { get; private set; }

    /// <summary>Mean log-likelihood of the data under the parameters before the last M-step.</summary>
    public double LowerBound { get; private set; } = double.NegativeInfinity;

    /// <summary>Starts from a hard assignment of every value to one of the components: one M-step, then EM.</summary>
    public static GaussianMixture FitFromAssignment(
        ReadOnlySpan<float> values, ReadOnlySpan<byte> assignment, int components, MixtureOptions options)
    {
        var responsibilities = new double[values.Length * components];
        for (var i = 0; i < values.Length; i++)
            responsibilities[i * components + assignment[i]] = 1;
        var mixture = new GaussianMixture(new double[components], new double[components], new double[components]);
        mixture.Maximize(values, responsibilities, options.VarianceFloor);
        return mixture.Fit(values, responsibilities, options);
    }

    /// <summary>Starts from given means, equal weights and variances of 1.</summary>
    public static GaussianMixture FitFromMeans(ReadOnlySpan<float> values, ReadOnlySpan<double> means, MixtureOptions options)
    {
        var variances = new double[means.Length];
        var weights = new double[means.Length];
        Array.Fill(variances, 1);
        Array.Fill(weights, 1.0 / means.Length);
        return new GaussianMixture(means.ToArray(), variances, weights).Fit(values, new double[values.Length * means.Length], options);
    }

    /// <summary>How likely each component made the value; sums to 1. Returns the value's log-likelihood.</summary>
    public double Posteriors(double value, Span<double> posteriors)
    {
        var max = double.NegativeInfinity;
        for (var k = 0; k < posteriors.Length; k++)
        {
            var distance = value - _means[k];
            posteriors[k] = Math.Log(_weights[k])
                - 0.5 * (Math.Log(2 * Math.PI * _variances[k]) + distance * distance / _variances[k]);
            max = Math.Max(max, posteriors[k]);
        }
        var sum = 0.0;
        foreach (ref var posterior in posteriors)
            sum += posterior = Math.Exp(posterior - max);
        foreach (ref var posterior in posteriors)
            posterior /= sum;
        return max + Math.Log(sum);
    }

    /// <summary>The likeliest component; the first of equals.</summary>
    public int Assign(double value)
    {
        Span<double> posteriors = stackalloc double[_means.Length];
        Posteriors(value, posteriors);
        var best = 0;
        for (var k = 1; k < posteriors.Length; k++)
            if (posteriors[k] > posteriors[best])
                best = k;
        return best;
    }

    GaussianMixture Fit(ReadOnlySpan<float> values, double[] responsibilities, MixtureOptions options)
    {
        while (Iterations < options.MaxIterations && !Converged)
        {
            Iterations++;
            var likelihood = Expect(values, responsibilities);
            Maximize(values, responsibilities, options.VarianceFloor);
            Converged = Math.Abs(likelihood - LowerBound) < options.Tolerance;
            LowerBound = likelihood;
        }
        return this;
    }

    double Expect(ReadOnlySpan<float> values, double[] responsibilities)
    {
        var components = _means.Length;
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += Posteriors(values[i], responsibilities.AsSpan(i * components, components));
        return sum / values.Length;
    }

    void Maximize(ReadOnlySpan<float> values, double[] responsibilities, double floor)
    {
        var components = _means.Length;
        for (var k = 0; k < components; k++)
        {
            var (mass, mean, variance) = (0.0, 0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                mass += responsibilities[i * components + k];
                mean += responsibilities[i * components + k] * values[i];
            }
            mass += TenEpsilons;
            mean /= mass;
            for (var i = 0; i < values.Length; i++)
                variance += responsibilities[i * components + k] * (values[i] - mean) * (values[i] - mean);
            (_weights[k], _means[k], _variances[k]) = (mass, mean, variance / mass + floor);
        }
        var total = _weights.Sum();
        for (var k = 0; k < components; k++)
            _weights[k] /= total;
    }
}
