namespace Platform.Trainer.Checkpoints;

/// <summary>How far a run has come, and its best evaluation so far. With weights and optimizer state it is all that resuming needs.</summary>
/// <param name="Iteration">Iterations done; batches and random numbers are pure functions of seed and iteration.</param>
/// <param name="BestMeanIou">Percent; null before the first evaluation.</param>
sealed record TrainingProgress(int Iteration, double? BestMeanIou = null, int? BestIteration = null)
{
    /// <summary>The same with an evaluation after the iterations done taken into account.</summary>
    public TrainingProgress Evaluated(double meanIou) =>
        BestMeanIou is { } best && !(meanIou > best) ? this : this with { BestMeanIou = meanIou, BestIteration = Iteration };

    public bool IsBest => BestIteration == Iteration;
}
