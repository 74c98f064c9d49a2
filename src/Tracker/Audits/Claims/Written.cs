using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Tracker.Audits.Claims;

/// <summary>A number as somebody wrote it: its text decides how far it is meant.</summary>
/// <param name="Value">The number, thousands ("20k") multiplied out.</param>
/// <param name="Decimals">Digits after the decimal point that were written; negative where thousands were ("20k": -3).</param>
readonly partial record struct Written(string Text, decimal Value, int Decimals)
{
    /// <summary>Null where the text is not one number. Takes "73.5", "73.5 %", "+1.5", "40,137", "20k", "6e-05".</summary>
    public static Written? Parse(string text)
    {
        if (Shape().Match(text.Trim()) is not { Success: true } match)
            return null;
        var digits = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal).Replace('−', '-');
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return null;
        var thousands = match.Groups["scale"].Value.ToUpperInvariant() switch { "K" => 3, "M" => 6, _ => 0 };
        for (var i = 0; i < thousands; i++)
        {
            if (Math.Abs(value) > decimal.MaxValue / 10)
                return null;
            value *= 10;
        }
        return new(text.Trim(), value, DecimalsOf(digits) - thousands);
    }

    /// <summary>Half of the last written digit: how far what was meant can be from what was written.</summary>
    public decimal HalfUnit => 0.5m * Rounding.Unit(Decimals);

    public override string ToString() => Text;

    // "6e-05" is written to five decimals, "1.50" to two
    static int DecimalsOf(string digits)
    {
        var exponentAt = digits.IndexOfAny(['e', 'E']);
        var mantissa = exponentAt < 0 ? digits : digits[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(digits.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        return Math.Clamp((point < 0 ? 0 : mantissa.Length - point - 1) - exponent, -28, 28);
    }

    [GeneratedRegex(@"^(?<number>[+\-−]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(?<=\d\.?)([eE][+\-]?\d{1,3})?)\s*(?<scale>[kKM])?\s*(%|percent|points?|pp)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
