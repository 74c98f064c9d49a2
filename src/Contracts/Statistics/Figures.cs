using System.Globalization;

namespace Platform.Contracts.Statistics;

/// <summary>How figures are written, in the terminal and in the browser.</summary>
public static class Figures
{
    const string None = "–";

    public static string Of(double? value, int decimals = 1) =>
        value is { } v && double.IsFinite(v) ? v.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−') : None;

    /// <summary>With its sign, a real minus; empty where there is none.</summary>
    public static string Signed(double? value, int decimals = 1)
    {
        var zeros = "0." + new string('0', decimals);
        return value?.ToString($"+{zeros};−{zeros};±{zeros}", CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>"71.2 ± 0.8 (3)": mean, standard deviation and how many; one number has no deviation, none is a dash.</summary>
    public static string Spread(SampleSummary sample, int decimals = 1) => sample.Mean is null ? None
        : sample.Deviation is null ? $"{Of(sample.Mean, decimals)} ({sample.Count})"
        : $"{Of(sample.Mean, decimals)} ± {Of(sample.Deviation, decimals)} ({sample.Count})";

    /// <summary>"0.041", "&lt; 0.001".</summary>
    public static string Probability(double? p) => p switch
    {
        null => None,
        < 0.001 => "< 0.001",
        _ => p.Value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
