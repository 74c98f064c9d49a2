using System.Globalization;

namespace Platform.Trainer.Losses;

/// <summary>Training went wrong: a loss term is NaN or infinite.</summary>
public sealed class NonFiniteLossException(string term, double value, int iteration)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"loss term '{term}' is {value} at iteration {iteration}"));
