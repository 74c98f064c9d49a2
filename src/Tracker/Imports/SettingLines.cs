using System.Text.RegularExpressions;

namespace Platform.Tracker.Imports;

/// <summary>Lines "key: value" before the training, nested by their indentation as in YAML.</summary>
sealed partial class SettingLines(LogContext context)
{
    readonly Stack<(int Indent, string Name)> _above = new();

    /// <summary>Whether the line was a setting, or the heading of some.</summary>
    public bool Read(LogLine line, PairLine pairs)
    {
        var indent = line.Text.Length - line.Text.TrimStart().Length;
        while (_above.TryPeek(out var top) && top.Indent >= indent)
            _above.Pop();
        var text = line.Text.Trim();
        if (text is ['(' or ')' or '<' or '-' or '=' or '#', ..])
            return text.Length < 3 || text[0] != '-';
        if (pairs is { Only: true, Pairs.Count: > 1 })
        {
            foreach (var pair in pairs.Pairs)
                context.Set(new(Prefix() + pair.Name, pair.Text, line.Number));
            return true;
        }
        var match = Setting().Match(text);
        if (match.Success)
        {
            context.Set(new(Prefix() + match.Groups["name"].Value.TrimEnd(), match.Groups["value"].Value.Trim('\'', '"'), line.Number));
            return true;
        }
        if (text.Length is 0 or > 60 || Prose.Read(text, null, line.Number).Any(s => MetricWords.IsMetric(s.Subject)))
            return false;
        _above.Push((indent, text.TrimEnd(':', '(', ' ')));
        return text is [.., ':' or '('] || !text[..^1].AsSpan().ContainsAnyInRange('0', '9'); // "Parameter Group 0"
    }

    // of an indented line, the headings it stands under
    string Prefix() => string.Concat(_above.Reverse().Select(a => $"{a.Name}."));

    [GeneratedRegex(@"^(?<name>[A-Za-z_][\w .#/+()-]{0,60}?)\s*(?::\s+|\s=\s|=)(?<value>\S.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Setting();
}
