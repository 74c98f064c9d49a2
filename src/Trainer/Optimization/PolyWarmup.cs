namespace Platform.Trainer.Optimization;

/// <summary>
/// Learning-rate factor by optimiser step t, counted from 0 (dupl.md §10): linear from the start over the warm-up, then (1 − t/T)^power,
/// which starts below 1 where the warm-up ends and does not fall below the floor. After T the last value stays.
/// </summary>
public sealed record PolyWarmup(int WarmupIterations, int TotalIterations, double Power, double Floor = 0, double Start = 1e-6)
{
    public double FactorAt(int step)
    {
        if (step < WarmupIterations)
            return 1 - (1 - (double)step / WarmupIterations) * (1 - Start);
        return Math.Max(Math.Pow(1 - (double)Math.Min(step, TotalIterations - 1) / TotalIterations, Power), Floor);
    }
}
