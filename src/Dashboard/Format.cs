using System.Globalization;

namespace Platform.Dashboard;

/// <summary>How numbers and times read, in every place the same.</summary>
static class Format
{
    static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    public static string Percent(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("0.0", s_culture) : "–";

    public static string Count(long value) => value.ToString("#,0", s_culture);

    /// <summary>"1 run", "1,325 runs".</summary>
    public static string Count(long value, string one) => value == 1 ? $"1 {one}" : $"{Count(value)} {one}s";

    /// <summary>Four significant digits, exponents only where zeros would pile up.</summary>
    public static string Number(double value) => value switch
    {
        _ when double.IsNaN(value) => "NaN",
        _ when double.IsInfinity(value) => value > 0 ? "∞" : "−∞",
        0 => "0",
        _ when Math.Abs(value) is >= 1e6 or < 1e-4 => value.ToString("0.000e+0", s_culture),
        _ when Math.Abs(value) >= 1000 => value.ToString("#,0", s_culture),
        _ => value.ToString("G4", s_culture),
    };

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(s_culture, $"{bytes / 1024.0:0.0} KiB"),
        < 1024L * 1024 * 1024 => string.Create(s_culture, $"{bytes / 1048576.0:0.0} MiB"),
        _ => string.Create(s_culture, $"{bytes / 1073741824.0:0.00} GiB"),
    };

    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", s_culture) + " UTC";

    public static string Ago(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalSeconds: < 5 } => "just now",
        { TotalSeconds: < 60 } d => $"{d.TotalSeconds:0} s ago",
        { TotalMinutes: < 60 } d => $"{Math.Floor(d.TotalMinutes):0} min ago",
        { TotalHours: < 24 } d => $"{Math.Floor(d.TotalHours):0} h ago",
        { TotalDays: < 30 } d => $"{Math.Floor(d.TotalDays):0} d ago",
        _ => at.UtcDateTime.ToString("yyyy-MM-dd", s_culture),
    };

    public static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"{span.TotalSeconds:0} s",
        { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes} min {span.Seconds} s",
        { TotalHours: < 24 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d {span.Hours} h",
    };
}
