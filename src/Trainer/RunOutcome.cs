namespace Platform.Trainer;

/// <summary>How an attempt ended without an error.</summary>
/// <param name="Completed">Whether all iterations are done; else it was stopped and can be resumed.</param>
/// <param name="BestMeanIou">Percent, of the segmentation on the validation split; null when nothing was evaluated.</param>
public sealed record RunOutcome(bool Completed, int FinalIteration, double? BestMeanIou, int? BestIteration);
