using System.Globalization;

namespace Platform.Sweeps;

/// <summary>How figures in percent are written.</summary>
static class Percent
{
    public static string Of(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>With its sign, a real minus; empty where there is none.</summary>
    public static string Difference(double? value) => value?.ToString("+0.0;−0.0;±0.0", CultureInfo.InvariantCulture) ?? "";
}
