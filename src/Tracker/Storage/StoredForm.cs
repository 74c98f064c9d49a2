namespace Platform.Tracker.Storage;

/// <summary>Values in the form that both databases give back unchanged.</summary>
static class StoredForm
{
    /// <summary>UTC, to the microsecond, as PostgreSQL keeps it.</summary>
    public static DateTimeOffset Time(DateTimeOffset time)
    {
        var ticks = time.UtcTicks;
        return new(ticks - ticks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
    }

    /// <summary>Null for NaN, which SQLite has no number for.</summary>
    public static double? Number(double value) => double.IsNaN(value) ? null : value;

    /// <summary>PostgreSQL's text holds every character but U+0000.</summary>
    public static string Text(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;

    public static string? TextOrNull(string? text) => text is null ? null : Text(text);
}
