using System.Globalization;

namespace Platform.Tracker.Runs.Filters;

/// <summary>How names, values and signs are written so that the filter language reads them as they are meant.</summary>
static class FilterWords
{
    static readonly string[] s_taken = ["and", "or", "not", "in", "on", "off", "true", "false", "now", "ago"];

    /// <summary>Whether the tokenizer reads it as one word, and as no other than itself.</summary>
    public static bool IsWord(string text)
    {
        if (s_taken.Contains(text, StringComparer.OrdinalIgnoreCase))
            return false;
        try
        {
            return Tokenizer.Read("filter", text) is [{ Kind: TokenKind.Word } word, _] && word.Text == text;
        }
        catch (FilterException)
        {
            return false;
        }
    }

    /// <summary>As it stands between parentheses.</summary>
    public static string Name(string name) => IsWord(name) ? name : Quoted(name);

    /// <summary>As it stands behind a sign; a number as one.</summary>
    public static string Value(string value) =>
        IsWord(value) || value is "true" or "false" || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && !value.StartsWith('+')
            ? value : Quoted(value);

    public static IEnumerable<(string Sign, string Meaning)> Signs(ValueKind kind) => kind switch
    {
        ValueKind.Number => [(">", "more than"), (">=", "at least"), ("<", "less than"), ("<=", "at most"), ("=", "exactly"), ("!=", "not"), ("in (", "one of")],
        ValueKind.Time => [(">", "later than"), ("<", "earlier than"), (">=", ""), ("<=", "")],
        ValueKind.Text or ValueKind.Tag => [("=", "exactly"), ("~", "contains"), ("!=", "not"), ("in (", "one of"), ("not in (", "none of")],
        ValueKind.Status => [("=", "is"), ("!=", "is not"), ("in (", "one of")],
        ValueKind.Switch => [("=", ""), ("!=", ""), ("and", "on, and"), ("or", "on, or")],
        _ => [("=", "exactly"), ("!=", "not"), ("<", "less than"), ("<=", "at most"), (">", "more than"), (">=", "at least"), ("~", "contains"), ("in (", "one of"), ("and", "as a plain word, and"), ("or", "as a plain word, or")],
    };

    public static string Meaning(string function) => function switch
    {
        "last" => "of a metric: its newest value",
        "best" => "of a metric: its largest value, the smallest of a loss",
        "min" => "of a metric: its smallest value",
        "max" => "of a metric: its largest value",
        "param" => "a key of the configuration",
        _ => "an ablation switch",
    };

    static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
