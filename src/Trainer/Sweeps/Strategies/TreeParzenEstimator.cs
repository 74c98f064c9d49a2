namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>
/// The tree-structured Parzen estimator of Bergstra, Bardenet, Bengio and Kégl, "Algorithms for Hyper-Parameter Optimization",
/// NeurIPS 2011: of points drawn from the density of the good trials, the one whose ratio to the density of the others is largest.
/// The densities are over whole points, not axis by axis, as in Falkner, Klein and Hutter, "BOHB", ICML 2018, so that what works
/// only together is seen. Trials without a value count among the others: that keeps parallel draws apart.
/// </summary>
sealed class TreeParzenEstimator(SearchSpace space, SweepStrategy strategy)
{
    /// <summary>Share of trials that are good.</summary>
    const double Gamma = 0.15;

    /// <param name="draw">Which draw of the sweep it is.</param>
    /// <param name="known">Points that are there, by <see cref="SearchSpace.KeyOf"/>.</param>
    /// <returns>Null where every point has been tried.</returns>
    public double[]? Next(IReadOnlyList<Trial> trials, int draw, IReadOnlySet<string> known)
    {
        var random = new DrawStream(strategy.Seed, draw);
        var ranked = trials.Where(t => t.Value is not null).OrderByDescending(t => t.Value).ToArray();
        if (draw < strategy.Startup || ranked.Length < 2)
            return space.New(() => space.Uniform(random), known);
        var good = (int)Math.Ceiling(Gamma * ranked.Length);
        var (better, others) = (Density(ranked[..good]), Density([.. ranked[good..], .. trials.Where(t => t.Value is null)]));
        var candidates = Enumerable.Range(0, strategy.Candidates).Select(_ => space.New(() => better.Draw(random), known)).OfType<double[]>();
        return candidates.MaxBy(point => better.Log(point) - others.Log(point)) ?? space.New(() => space.Uniform(random), known);
    }

    ParzenDensity Density(Trial[] trials) => new(space, [.. trials.Select(t => t.Point)]);
}
