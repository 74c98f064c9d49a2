using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Platform.Dashboard;

/// <summary>The query of a page's address, read by name; what makes no sense counts as absent.</summary>
public sealed class PageQuery(IReadOnlyDictionary<string, StringValues> values)
{
    /// <param name="address">Whole, or from its path or its query on.</param>
    public static PageQuery Of(string address)
    {
        var whole = address.Split('#')[0];
        return new(QueryHelpers.ParseQuery(whole.IndexOf('?') is >= 0 and var mark ? whole[mark..] : ""));
    }

    public string? Text(string key) => values.TryGetValue(key, out var found) && found is [{ Length: > 0 } text, ..] ? text : null;

    public bool Flag(string key) => Text(key) == "1";

    public int? Int(string key) => int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public long? Long(string key) => long.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    public double? Number(string key) => double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    public T? Choice<T>(string key) where T : struct, Enum => Enum.TryParse<T>(Text(key), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>A list as <see cref="Joined"/> writes it.</summary>
    public string[] Texts(string key) => [.. (Text(key) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>One text of several, or null of none; commas within them are escaped.</summary>
    public static string? Joined(IEnumerable<string> texts) => string.Join(',', texts.Select(Uri.EscapeDataString)) is { Length: > 0 } joined ? joined : null;
}
