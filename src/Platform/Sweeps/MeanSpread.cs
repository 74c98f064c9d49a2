namespace Platform.Sweeps;

/// <summary>Mean and sample standard deviation over seeds.</summary>
readonly record struct MeanSpread(double? Mean, double? Deviation, int Count)
{
    public static MeanSpread Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            return new(null, null, 0);
        var mean = values.Average();
        var deviation = values.Count > 1 ? Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)) : (double?)null;
        return new(mean, deviation, values.Count);
    }

    /// <summary>"71.2 ± 0.8 (3)"; one value has no deviation.</summary>
    public override string ToString() => Mean is null ? "–"
        : Deviation is null ? $"{Percent.Of(Mean)} ({Count})"
        : $"{Percent.Of(Mean)} ± {Percent.Of(Deviation)} ({Count})";
}
