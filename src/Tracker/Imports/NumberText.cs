using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Tracker.Imports;

/// <summary>Numbers as programs and people write them.</summary>
static partial class NumberText
{
    const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A whole token that is a number, "nan" and "inf" included; no thousands separators.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        if (double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && (char.IsAsciiDigit(text[^1]) || text[^1] == '.'))
            return true;
        var sign = text is ['-', ..] ? -1.0 : 1.0;
        var word = text is ['-' or '+', ..] ? text[1..] : text;
        if (word.Equals("nan", StringComparison.OrdinalIgnoreCase))
            value = double.NaN;
        else if (word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            value = sign * double.PositiveInfinity;
        else
            return false;
        return true;
    }

    /// <summary>An iteration: "20000" or "20,000", also "2e4" and "60k".</summary>
    public static bool TryIteration(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        var thousands = text is [.., 'k' or 'K'];
        if (thousands)
            text = text[..^1];
        var plain = Separated().IsMatch(text) ? text.ToString().Replace(",", "", StringComparison.Ordinal) : text.ToString();
        if (!double.TryParse(plain, Style, CultureInfo.InvariantCulture, out var number))
            return false;
        number *= thousands ? 1000 : 1;
        if (number < 0 || number > int.MaxValue || number != Math.Floor(number))
            return false;
        value = (int)number;
        return true;
    }

    /// <summary>The shortest digits that read back as the same number.</summary>
    public static string Shortest(double value, bool single) =>
        single ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{1,3}(,\d{3})+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Separated();
}
