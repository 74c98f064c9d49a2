using System.Collections;

namespace Platform.Dashboard.Runs;

/// <summary>Columns by their texts, in order, each once; equal where the texts are.</summary>
public sealed class ColumnList : IReadOnlyList<string>, IEquatable<ColumnList>
{
    readonly string[] _texts;

    public ColumnList(IEnumerable<string> texts) => _texts = [.. texts.Distinct(StringComparer.Ordinal)];

    public static ColumnList None { get; } = new([]);

    public static ColumnList Default { get; } = new(["status", "method", "backbone", "dataset", "best", "progress", "started", "switches"]);

    public int Count => _texts.Length;

    public string this[int index] => _texts[index];

    public static ColumnList Read(string? text) => string.IsNullOrWhiteSpace(text) ? None : new(Split(text));

    /// <summary>At commas that are neither between quotes nor between parentheses.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var (parts, start, depth, quoted) = (new List<string>(), 0, 0, false);
        for (var i = 0; i <= text.Length; i++)
            if (i == text.Length || text[i] == ',' && depth <= 0 && !quoted)
            {
                if (text[start..i].Trim() is { Length: > 0 } part)
                    parts.Add(part);
                start = i + 1;
            }
            else if (text[i] == '\\')
                i = Math.Min(i + 1, text.Length - 1);
            else if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted)
                depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        return parts;
    }

    public ColumnList With(string text) => new(_texts.Append(text));

    public ColumnList Without(string text) => new(_texts.Where(t => t != text));

    /// <summary>One place to the front (−1) or to the back (1).</summary>
    public ColumnList Moved(string text, int by)
    {
        var list = _texts.ToList();
        var (from, to) = (list.IndexOf(text), Math.Clamp(list.IndexOf(text) + by, 0, list.Count - 1));
        if (from < 0)
            return this;
        list.RemoveAt(from);
        list.Insert(to, text);
        return new(list);
    }

    public override string ToString() => string.Join(',', _texts);

    public bool Equals(ColumnList? other) => other is not null && _texts.AsSpan().SequenceEqual(other._texts);

    public override bool Equals(object? obj) => Equals(obj as ColumnList);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public static bool operator ==(ColumnList? a, ColumnList? b) => Equals(a, b);

    public static bool operator !=(ColumnList? a, ColumnList? b) => !Equals(a, b);

    public IEnumerator<string> GetEnumerator() => _texts.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
