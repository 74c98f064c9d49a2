namespace Platform.Trainer.Optimization;

/// <summary>
/// Learning-rate factor after t steps: linear from 0.1 over the warm-up, then a tenth from every milestone on; a milestone within the
/// warm-up has no effect (RecurSeed, tools/ai/schedulers.py StepLR).
/// </summary>
sealed record StepWarmup(int WarmupIterations, IReadOnlyList<int> Milestones)
{
    const double Tenth = 0.1;

    public double FactorAt(int step) => step <= WarmupIterations && WarmupIterations > 0
        ? Tenth + (1 - Tenth) * step / WarmupIterations
        : Math.Pow(Tenth, Milestones.Count(m => m > WarmupIterations && m <= step));
}
