using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Tracker.Imports;

/// <summary>A line of a console as its program meant it: without colours and without what its logger put before it.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Text">The message; indentation kept where no logger stood before it.</param>
/// <param name="Time">The logger's, taken as UTC.</param>
readonly partial record struct LogLine(int Number, string Text, DateTimeOffset? Time)
{
    static readonly string[] s_times =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy/MM/dd HH:mm:ss"];

    /// <summary>A progress bar paints several times over one line: each painting is one.</summary>
    public static IEnumerable<LogLine> Of(int number, string raw)
    {
        var text = raw.Contains('\e') ? Colours().Replace(raw, "") : raw;
        foreach (var painted in text.Split('\r'))
            if (painted.Length > 0 || text.Length == 0)
                yield return Message(number, painted);
    }

    static LogLine Message(int number, string text)
    {
        var stamp = Stamp().Match(text);
        if (!stamp.Success)
        {
            var level = BareLevel().Match(text);
            return new(number, level.Success ? text[level.Length..] : text, null);
        }
        var rest = text[stamp.Length..];
        var logger = Logger().Match(rest);
        return new(number, logger.Success ? rest[logger.Length..] : rest.TrimStart(' ', '-', '|', ':', ']'), Parse(stamp.Groups["time"].Value));
    }

    static DateTimeOffset? Parse(string time) =>
        DateTimeOffset.TryParseExact(time, s_times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;

    // [2023-09-26 21:50:19,319] and without brackets; detectron's [09/26 21:50:19 d2.engine] has no year and so tells no time
    [GeneratedRegex(@"^\s*\[?(?:(?<time>\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d)(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|\d\d/\d\d \d\d:\d\d:\d\d[^\]\n]{0,60})\]?",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Stamp();

    // " - train.py - INFO: ", " | INFO     | module:function:12 - ", "[INFO] "
    [GeneratedRegex(@"^[ \-|:]{0,4}[^{}=;]{0,80}?\b(?:INFO|WARNING|WARN|DEBUG|ERROR|CRITICAL)\b[\]:]?(?: *\| *[\w.<>]+:[\w.<>]+:\d+)?(?: *[-|:] ?| |$)",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Logger();

    [GeneratedRegex(@"^\[?(?:INFO|WARNING|WARN|DEBUG|ERROR|CRITICAL)\]?(?::[\w.]+:|:) ?", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex BareLevel();

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Colours();
}
