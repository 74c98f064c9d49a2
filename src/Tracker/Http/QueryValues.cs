using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Platform.Tracker.Http;

/// <summary>Reads query values by name, so that a bad one is answered with its name and what it may be.</summary>
sealed class QueryValues
{
    readonly IQueryCollection _query;

    QueryValues(IQueryCollection query) => _query = query;

    /// <summary>Found by the framework as a handler's parameter.</summary>
    public static ValueTask<QueryValues> BindAsync(HttpContext context) => new(new QueryValues(context.Request.Query));

    public string? Text(string name) => _query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public IReadOnlyList<string> Texts(string name) => [.. _query[name].OfType<string>().Where(v => v.Length > 0)];

    /// <exception cref="BadQueryException">It is not a whole number in the range.</exception>
    public int? Int(string name, int least = 0, int most = int.MaxValue) => (int?)Long(name, least, most);

    /// <exception cref="BadQueryException">It is not a whole number in the range.</exception>
    public long? Long(string name, long least = 0, long most = long.MaxValue)
    {
        if (Text(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        var upTo = most is int.MaxValue or long.MaxValue ? "" : $" to {most}";
        throw new BadQueryException(name, text, $"a whole number from {least}{upTo}");
    }

    /// <exception cref="BadQueryException">It is not a finite number.</exception>
    public double? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new BadQueryException(name, text, "a number");
    }

    /// <exception cref="BadQueryException">It is neither true nor false.</exception>
    public bool? Bool(string name) => Text(name) switch
    {
        null => null,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw new BadQueryException(name, text, "true or false"),
    };

    /// <exception cref="BadQueryException">It is none of the choices.</exception>
    public string? OneOf(string name, IReadOnlyList<string> choices) => Text(name) switch
    {
        null => null,
        var text when choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } choice => choice,
        var text => throw new BadQueryException(name, text, "one of " + string.Join(", ", choices)),
    };

    /// <exception cref="BadQueryException">It names no value of the enumeration.</exception>
    public T? OneOf<T>(string name) where T : struct, Enum =>
        OneOf(name, Enum.GetNames<T>()) is { } text ? Enum.Parse<T>(text) : null;
}
