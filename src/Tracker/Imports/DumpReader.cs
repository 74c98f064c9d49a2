using System.Text;

namespace Platform.Tracker.Imports;

/// <summary>Collects a dump of settings or scores over the lines it spans.</summary>
sealed class DumpReader
{
    // a bracket that never closes must not swallow the log
    const int MostLines = 3000;
    const int MostCharacters = 1 << 21;

    readonly List<LogLine> _lines = [];
    readonly StringBuilder _text = new();
    int _open;
    int _depth;
    int? _close;

    public bool IsOpen => _lines.Count > 0;

    /// <summary>What stood before the bracket on its line.</summary>
    public string Before { get; private set; } = "";

    public int Line => _lines[0].Number;

    /// <summary>Begins where the line holds the start of a dump.</summary>
    public bool Begin(LogLine line)
    {
        if (Literals.StartOf(line.Text) is not { } open)
            return false;
        _open = open;
        Before = line.Text[..open];
        Add(line);
        return true;
    }

    public void Add(LogLine line)
    {
        if (_lines.Count > 0)
            _text.Append('\n');
        _lines.Add(line);
        var start = _text.Length;
        _text.Append(line.Text);
        Follow(line.Text, start);
    }

    // each line once: a dump may be long
    void Follow(string line, int start)
    {
        for (var i = Math.Max(_open - start, 0); i < line.Length && _close is null; i++)
        {
            if (line[i] is '\'' or '"')
                i = Literals.EndOfString(line, i);
            else if (line[i] is '(' or '[' or '{')
                _depth++;
            else if (line[i] is ')' or ']' or '}' && --_depth == 0)
                _close = start + i;
        }
    }

    /// <summary>The members with the lines they stand on, once the dump is whole; null until then.</summary>
    public List<(LiteralMember Member, int Line)>? Members()
    {
        if (_close is not { } close)
            return null;
        var text = _text.ToString();
        return [.. Literals.Members(text, _open, close).Select(m => (m, LineOf(m.Offset)))];
    }

    public bool IsTooLong => _lines.Count > MostLines || _text.Length > MostCharacters;

    /// <summary>Empties it, giving back its lines.</summary>
    public LogLine[] Clear()
    {
        LogLine[] lines = [.. _lines];
        _lines.Clear();
        _text.Clear();
        (_depth, _close) = (0, null);
        return lines;
    }

    int LineOf(int offset)
    {
        var at = 0;
        foreach (var line in _lines)
        {
            at += line.Text.Length + 1;
            if (offset < at)
                return line.Number;
        }
        return _lines[^1].Number;
    }
}
