namespace Platform.Tracker.Imports;

/// <summary>
/// Finds names with numbers in a message, whatever separates them: semicolons, commas, pipes, tabs or spaces. Durations are no
/// numbers ("ETA: 5:20:06", "1 day, 0:00:01").
/// </summary>
static class PairScanner
{
    const int LongestName = 80;
    const int MostWords = 8;

    public static PairLine Scan(string message)
    {
        var pairs = new List<NumberPair>();
        var only = true;
        foreach (var segment in Segments(message))
            only &= ScanSegment(segment.Trim(), pairs);
        return new(pairs, only && pairs.Count > 0);
    }

    /// <summary>Splits at separators outside of brackets.</summary>
    static IEnumerable<string> Segments(string message)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < message.Length; i++)
        {
            depth += message[i] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' when depth > 0 => -1, _ => 0 };
            if (depth > 0 || !IsSeparator(message, i))
                continue;
            if (i > start)
                yield return message[start..i];
            start = i + 1;
        }
        if (start < message.Length)
            yield return message[start..];
    }

    static bool IsSeparator(string text, int at) => text[at] switch
    {
        ';' or '|' or '\t' => true,
        ',' => !(at > 0 && char.IsAsciiDigit(text[at - 1]) && IsThousands(text, at)),
        ' ' => at + 1 < text.Length && text[at + 1] == ' ',
        _ => false,
    };

    // 80,000 is one number; "0.4,0.5" and "1, 200" are two
    static bool IsThousands(string text, int at) =>
        at + 3 < text.Length && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
        && (at + 4 == text.Length || !char.IsAsciiDigit(text[at + 4]));

    /// <returns>Whether nothing else than pairs and durations is in it.</returns>
    static bool ScanSegment(string segment, List<NumberPair> pairs)
    {
        var prefix = "";
        var only = true;
        while (segment.Length > 0 && segment.Trim('.', ' ').Length > 0)
        {
            var mark = segment.AsSpan().IndexOfAny(':', '=');
            if (mark < 0)
                return ScanBare(segment, prefix, pairs) && only;
            var name = segment[..mark].Trim();
            var rest = segment[(mark + 1)..].TrimStart(' ', ':', '=');
            if (IsDuration(name, rest))
                return only;
            if (!IsName(name))
                return false;
            if (TakeNumber(rest, out var number, out var after))
            {
                pairs.Add(number with { Name = prefix + name });
                only &= after.Length < 2 || after.AsSpan().ContainsAny(':', '=') || after[0] is '(' or '.' or '/';
                segment = after is ['(', ..] ? AfterBracket(after) : after;
            }
            else if (rest.AsSpan().ContainsAny(':', '='))
                (prefix, segment) = ($"{name}/", rest); // "teacher: cls:0.97"
            else
                return rest.Length == 0 && only;
        }
        return only;
    }

    // "pseudo_seg_loss 3.1094"
    static bool ScanBare(string segment, string prefix, List<NumberPair> pairs)
    {
        var space = segment.LastIndexOf(' ');
        if (space < 0)
            return IsClock(segment);
        var name = segment[..space].Trim();
        if (!IsName(name) || name.Contains(' ') || !TakeNumber(segment[(space + 1)..], out var number, out _))
            return false;
        pairs.Add(number with { Name = prefix + name });
        return true;
    }

    static bool TakeNumber(string text, out NumberPair number, out string after)
    {
        var end = text.AsSpan().IndexOfAny(' ', '(');
        var token = (end < 0 ? text : text[..end]).TrimEnd(',', ';').TrimEnd('.');
        after = end < 0 ? "" : text[end..].TrimStart();
        var percent = token is [.., '%'];
        var digits = token.TrimEnd('%');
        number = default;
        if (digits.Length == 0 || !Parse(digits, out var value))
            return false;
        number = new("", value, digits, percent || after is ['%', ..]);
        after = after.TrimStart('%').TrimStart();
        return true;
    }

    static bool Parse(string digits, out double value)
    {
        if (NumberText.TryParse(digits, out value))
            return true;
        if (!digits.Contains(',') || !NumberText.TryIteration(digits, out var whole))
            return false;
        value = whole;
        return true;
    }

    static string AfterBracket(string text) => text.IndexOf(')') is >= 0 and var end ? text[(end + 1)..].TrimStart() : "";

    static bool IsDuration(string name, string rest)
    {
        var word = name.Trim('[', ']', ' ');
        if (word.StartsWith("eta", StringComparison.OrdinalIgnoreCase) && word.Length == 3
            || word.StartsWith("ela", StringComparison.OrdinalIgnoreCase) && word.EndsWith("sed", StringComparison.OrdinalIgnoreCase))
            return true;
        return IsClock(rest) || rest.AsSpan().Count(' ') == 1 && (rest.EndsWith(" day", StringComparison.Ordinal) || rest.EndsWith(" days", StringComparison.Ordinal));
    }

    static bool IsClock(string text) =>
        text.Contains(':') && text.AsSpan().IndexOfAnyExcept("0123456789:. ") < 0;

    static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && (char.IsLetter(name[0]) || name[0] is '_' or '*')
        && !name.AsSpan().ContainsAny("\"'{}<>") && name.AsSpan().Count(' ') < MostWords;
}
