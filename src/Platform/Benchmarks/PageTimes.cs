using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>Repeated measurements of one thing, against what it should be.</summary>
sealed record PageTimes(string What, double Target, IReadOnlyList<double> Values, string Unit = "ms")
{
    public string Describe()
    {
        double[] sorted = [.. Values.Order()];
        var (median, p95) = (sorted[sorted.Length / 2], sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1]);
        return string.Create(CultureInfo.InvariantCulture,
            $"pages: {What}: median {median:0} {Unit}, p95 {p95:0}, best {sorted[0]:0} of {sorted.Length}; target {Target:0} {Unit}: {(median < Target ? "met" : "missed")}");
    }
}
