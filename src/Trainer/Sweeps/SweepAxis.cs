using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>A setting and the values it takes.</summary>
/// <param name="Values">Empty where it takes any number of <paramref name="Range"/>.</param>
/// <param name="Range">Of numbers; null for a list.</param>
sealed record SweepAxis(string Key, IReadOnlyList<SweepSetting> Values, AxisRange? Range = null)
{
    /// <summary>Where it is in the file.</summary>
    internal required ConfigNode Node { get; init; }
}

/// <summary>Numbers from one to another, both included.</summary>
/// <param name="Log">Ratios count, not differences.</param>
/// <param name="Whole">Whole numbers alone.</param>
sealed record AxisRange(double From, double To, bool Log, bool Whole);
