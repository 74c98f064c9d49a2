namespace Platform.Trainer.Checkpoints;

/// <summary>Training went wrong between two finite losses: a parameter is NaN or infinite.</summary>
public sealed class NonFiniteWeightException(string parameter, int iteration)
    : Exception($"parameter '{parameter}' is not finite after iteration {iteration}");
