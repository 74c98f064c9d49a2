using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Platform.Tracker.Audits.Claims;

/// <summary>Proposes claims from the tables and sentences of a Markdown or text file. A proposal: a person confirms it.</summary>
sealed partial class ClaimsDrafter(string file)
{
    readonly List<DraftedClaim> _claims = [];
    readonly List<string> _left = [];
    string _heading = "";
    string[]? _header;
    string _before = "";

    /// <summary>The claims found, as a claims file.</summary>
    public static string Draft(string file, string text)
    {
        var drafter = new ClaimsDrafter(file);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            drafter.Take(lines[i].TrimEnd('\r'), i + 1);
        return drafter.ToYaml();
    }

    void Take(string line, int number)
    {
        var trimmed = line.Trim();
        if (trimmed.StartsWith('|') && trimmed.Length > 1)
            TakeRow(Cells(trimmed), number);
        else
        {
            (_header, _before) = (null, trimmed.Length > 0 ? trimmed : _before);
            if (trimmed.StartsWith('#'))
                _heading = trimmed.TrimStart('#').Trim();
            else
                foreach (var sentence in Sentences().Split(trimmed))
                    TakeSentence(sentence, number);
        }
    }

    void TakeRow(string[] cells, int number)
    {
        if (cells.All(c => c.Length == 0 || c.All(ch => ch is '-' or ':' or ' ')))
            return;
        if (_header is null)
        {
            _header = cells;
            return;
        }
        for (var i = 0; i < cells.Length; i++)
        {
            var column = i < _header.Length ? _header[i] : "";
            if (Written.Parse(Clean(cells[i])) is null)
                TakeSentence(cells[i], number); // a cell may hold words with numbers in them
            if (!IsScore(cells[i], $"{_heading} {_before} {column} {cells[0]}") || NotAScore().IsMatch(column))
                continue;
            var label = string.Join(", ", cells.Take(i).Where(c => Written.Parse(c) is null && c.Length > 0));
            Add(cells[i], number, $"{(label.Length > 0 ? label : _heading)}: {column} {cells[i]}", DraftContext.Of($"{cells[0]} {label}", column, _before, _heading));
        }
    }

    void TakeSentence(string sentence, int number)
    {
        if (!Metric().IsMatch(sentence))
            return;
        foreach (Match match in Numbers().Matches(sentence))
            if (IsScore(match.Value, sentence) && !match.Value.StartsWith('+'))
                Add(match.Value, number, sentence, DraftContext.Of(sentence, _heading));
            else if (match.Value.StartsWith('+'))
                _left.Add($"line {number}: {match.Value.Trim()} is a difference; write it as 'arithmetic' with the two numbers it comes from");
    }

    void Add(string value, int line, string text, DraftContext context) =>
        _claims.Add(new($"line-{line.ToString(CultureInfo.InvariantCulture)}-{_claims.Count(c => c.Line == line) + 1}", line, Clean(value), Clean(text), context));

    // 73.5 or 73.5 %; a bare whole number is anything but a score
    static bool IsScore(string text, string around) =>
        Written.Parse(Clean(text)) is { Value: > 0 and <= 100 } written && (written.Decimals > 0 || text.Contains('%')) && Metric().IsMatch(around + " " + text);

    string ToYaml()
    {
        var yaml = new StringBuilder($"# Proposed from {Path.GetFileName(file)}: check every claim, name its log or run, and remove what is none.\n");
        foreach (var left in _left)
            yaml.Append(CultureInfo.InvariantCulture, $"# {left}\n");
        yaml.Append(_claims.Count == 0 ? "claims: []\n" : "claims:\n");
        foreach (var claim in _claims)
            claim.Write(yaml, Path.GetFileName(file));
        return yaml.ToString();
    }

    static string[] Cells(string row) => [.. row.Trim('|').Split('|').Select(c => c.Trim())];

    static string Clean(string text) => text.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"(?<=[.!?;])\s+")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"(?<![\w.])[+]?\d{1,3}\.\d{1,3}\s*%?(?![\w.]*\d)|(?<![\w.])\d{1,3}\s*%")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(m[\s\-]?IoU|IoU|mean intersection|VOC|COCO|segmentation|pseudo[\s\-]?labels?|CAMs?|accuracy)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Metric();

    [GeneratedRegex(@"param|flops|fps|time|hour|memory|\bgb\b|\blr\b|rate|weight|threshold|batch|epoch|seed", RegexOptions.IgnoreCase)]
    private static partial Regex NotAScore();
}
