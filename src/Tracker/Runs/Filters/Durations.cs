using System.Globalization;

namespace Platform.Tracker.Runs.Filters;

/// <summary>Lengths of time as people type them: 90s, 15m, 6h, 7d, 2w.</summary>
static class Durations
{
    public const string Examples = "30m, 6h, 7d or 2w";

    public static bool TryRead(string text, out double seconds)
    {
        seconds = text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            'w' => 7 * 86_400,
            _ => double.NaN,
        };
        var read = double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count);
        seconds *= count;
        return read && seconds <= TimeSpan.FromDays(36_500).TotalSeconds; // false for NaN, too
    }
}
