namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>A point that was tried.</summary>
/// <param name="Value">What it came to, the more the better; null: at work, failed, or cut short, of which nothing better than the worst is assumed.</param>
sealed record Trial(IReadOnlyList<double> Point, double? Value);
