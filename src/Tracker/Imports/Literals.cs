namespace Platform.Tracker.Imports;

/// <summary>A member of a dump: its name, the text of its value, and where in the dump the value begins.</summary>
readonly record struct LiteralMember(string Name, string Text, int Offset);

/// <summary>Python's dumps: <c>Namespace(a=1, b=(1.0, 2))</c>, <c>{'a': {'b': 1}}</c>, and JSON's objects, as flat members with dotted names.</summary>
static class Literals
{
    const int Deepest = 16;

    static readonly string[] s_openers = ["Namespace(", "EasyDict(", "AttrDict(", "DictConfig(", "dict(", "ConfigDict("];

    /// <summary>Where a dump begins in a message: its bracket, and whether it is a dump of settings by its name.</summary>
    public static int? StartOf(string message)
    {
        foreach (var opener in s_openers)
            if (message.IndexOf(opener, StringComparison.Ordinal) is >= 0 and var at)
                return at + opener.Length - 1;
        var trimmed = message.AsSpan().TrimStart();
        if (trimmed is ['{', ..])
            return message.IndexOf('{');
        // "configs: {'backbone': …"
        var brace = message.IndexOf('{');
        return brace > 0 && message[..brace].TrimEnd() is [.. var name, ':' or '='] && name.Length < 40 && !name.AsSpan().ContainsAny("0123456789,;")
            ? brace
            : null;
    }

    /// <summary>The index of the bracket that closes the one at <paramref name="open"/>; null while there is none.</summary>
    public static int? Close(ReadOnlySpan<char> text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] is '\'' or '"')
                i = EndOfString(text, i);
            else if (text[i] is '(' or '[' or '{')
                depth++;
            else if (text[i] is ')' or ']' or '}' && --depth == 0)
                return i;
        }
        return null;
    }

    /// <summary>The members between two brackets; what is no member is left out.</summary>
    public static List<LiteralMember> Members(string text, int open, int close)
    {
        var members = new List<LiteralMember>();
        Add(text, open + 1, close, "", members, 0);
        return members;
    }

    static void Add(string text, int from, int to, string prefix, List<LiteralMember> members, int depth)
    {
        foreach (var (start, end) in Items(text, from, to))
        {
            var mark = Mark(text, start, end);
            if (mark < 0)
                continue;
            var name = prefix + Unquoted(text[start..mark]);
            var offset = mark + 1 + Spaces(text.AsSpan(mark + 1, end - mark - 1));
            var value = text[offset..end].TrimEnd();
            if (depth < Deepest && Opening(value) is { } open && Close(text, offset + open) is { } close && close < end && HasMembers(text, offset + open + 1, close))
                Add(text, offset + open + 1, close, name + ".", members, depth + 1);
            else
                members.Add(new(name, Unquoted(OneLine(value)), offset));
        }
    }

    static int? Opening(string value)
    {
        if (value is ['{', ..])
            return 0;
        foreach (var opener in s_openers)
            if (value.StartsWith(opener, StringComparison.Ordinal))
                return opener.Length - 1;
        return null;
    }

    static bool HasMembers(string text, int from, int to) => Items(text, from, to).Any(item => Mark(text, item.Start, item.End) >= 0);

    static IEnumerable<(int Start, int End)> Items(string text, int from, int to)
    {
        var (start, depth) = (from, 0);
        for (var i = from; i < to; i++)
        {
            if (text[i] is '\'' or '"')
                i = Math.Min(EndOfString(text, i), to - 1);
            else if (text[i] is '(' or '[' or '{')
                depth++;
            else if (text[i] is ')' or ']' or '}')
                depth--;
            else if (text[i] == ',' && depth == 0)
            {
                yield return (start, i);
                start = i + 1;
            }
        }
        if (start < to)
            yield return (start, to);
    }

    // the first '=' or ':' outside of brackets and strings
    static int Mark(string text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (text[i] is '\'' or '"')
                i = EndOfString(text, i);
            else if (text[i] is '=' or ':')
                return i;
            else if (text[i] is '(' or '[' or '{')
                return -1;
        }
        return -1;
    }

    /// <summary>The index of the quote that ends the string begun at the index; that index itself where none does on the line.</summary>
    public static int EndOfString(ReadOnlySpan<char> text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == text[at])
                return i;
            else if (text[i] == '\n')
                break; // an apostrophe, no string
        }
        return at;
    }

    static int Spaces(ReadOnlySpan<char> text) => text.Length - text.TrimStart().Length;

    static string OneLine(string value) => value.Contains('\n') ? string.Join(' ', value.Split('\n', StringSplitOptions.TrimEntries)) : value;

    static string Unquoted(string text)
    {
        text = text.Trim();
        return text.Length > 1 && text[0] is '\'' or '"' && text[^1] == text[0] ? text[1..^1] : text;
    }
}
