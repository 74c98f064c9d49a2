using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Platform.Tracker.Http;

namespace Platform.Tracker.Runs.Filters;

/// <summary>
/// Where a page ended: the values its last run was ordered by, and its id. The next page begins after that place, whatever runs
/// came or went meanwhile. Opaque to clients.
/// </summary>
sealed record RunCursor(string Sort, IReadOnlyList<object?> Keys, Guid Run)
{
    public string Write() =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new Written(Sort, [.. Keys.Select(Text)], Run)));

    /// <exception cref="BadQueryException">It is none, or none of this order.</exception>
    public static RunCursor Read(string text, string sort, IReadOnlyList<SortKey> keys)
    {
        try
        {
            var written = JsonSerializer.Deserialize<Written>(Base64Url.DecodeFromChars(text));
            if (written is { Keys: { } values } && written.Sort == sort && values.Length == keys.Count)
                return new(sort, [.. values.Select((v, i) => Value(v, keys[i].Kind))], written.Run);
        }
        catch (Exception e) when (e is FormatException or JsonException or OverflowException or ArgumentOutOfRangeException)
        {
        }
        throw new BadQueryException("cursor", text, "what the page before said, for the same sort");
    }

    static string? Text(object? key) => key switch
    {
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => (string?)key,
    };

    static object? Value(string? text, SortKeyKind kind) => text is null ? null : kind switch
    {
        SortKeyKind.Text => text,
        SortKeyKind.Time => new DateTimeOffset(long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero),
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    sealed record Written(string Sort, string?[] Keys, Guid Run);
}
