namespace Platform.Trainer.Optimization;

/// <summary>
/// Learning rates over time (DuPL, utils/optimizer.py PolyWarmupAdamW): linear from a millionth up to 1, then (1 − t/T)^power; where
/// the warm-up ends it jumps down to that curve.
/// </summary>
sealed class PolyWarmup(OptimizerConfig config, int iterations)
{
    const double Start = 1e-6; // a ratio, not a rate

    /// <summary>The factor on every rate in iteration <paramref name="iteration"/>, from 0.</summary>
    public double At(int iteration) => iteration < config.WarmupIterations
        ? 1 - (1 - (double)iteration / config.WarmupIterations) * (1 - Start)
        : Math.Pow(1 - Math.Min(1, (double)iteration / iterations), config.Power);
}
