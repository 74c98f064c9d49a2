namespace Platform.Tracker.Imports;

/// <summary>A row of a table: its cells, trimmed, and the line it begins at.</summary>
sealed record TableRow(int Line, string[] Cells);

/// <summary>
/// Lines of a table as they come: frames of "+-=|" or box-drawing characters, plain pipes, or columns held apart by spaces. A
/// cell that its program broke over several lines becomes one again.
/// </summary>
sealed class TableBlock
{
    const string Boxes = "─━═│┃║┌┐└┘├┤┬┴┼╞╡╪╒╕╘╛╤╧┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┡┩╇╷╵╶╴╭╮╯╰┠┨┯┷┿╀╁╂";
    const string Upright = "│┃║";

    static readonly string[] s_classWords = ["class", "classes", "category", "categories", "classname", "class name", "cls"];

    readonly List<(TableRow Row, bool AfterRule)> _rows = [];
    bool _afterRule = true;
    bool _spaced;

    public bool IsOpen { get; private set; }

    /// <summary>The whole rows, the heading first.</summary>
    public List<TableRow> Rows()
    {
        var rows = new List<TableRow>();
        foreach (var (row, afterRule) in _rows)
            if (!afterRule && rows.Count > 0 && IsContinuation(rows[^1].Cells, row.Cells))
                for (var i = 0; i < row.Cells.Length; i++)
                    rows[^1].Cells[i] = Join(rows[^1].Cells[i], row.Cells[i], i);
            else
                rows.Add(row);
        return rows;
    }

    /// <summary>Whether the line belongs to the table, or begins one.</summary>
    public bool Take(LogLine line)
    {
        var text = Plain(line.Text).Trim();
        if (IsRule(text))
        {
            if (!IsOpen && text[0] is not ('+' or '|') && !Boxes.Contains(line.Text.Trim()[0]))
                return false;
            return IsOpen = _afterRule = true;
        }
        var cells = Cells(text);
        if (cells is null)
            return false;
        _rows.Add((new(line.Number, cells), _afterRule));
        _afterRule = false;
        return IsOpen = true;
    }

    public void Clear()
    {
        _rows.Clear();
        (IsOpen, _afterRule, _spaced) = (false, true, false);
    }

    static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny(Boxes) < 0)
            return text;
        return string.Create(text.Length, text, (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = Upright.Contains(from[i]) ? '|' : Boxes.Contains(from[i]) ? '-' : from[i];
        });
    }

    // "+---+", "|---|:--:|", and under a header of spaced columns "----  ---"
    static bool IsRule(string text) => text.Length > 2 && text.AsSpan().IndexOfAnyExcept("+-=:| ") < 0 && text.AsSpan().IndexOfAny('-', '=') >= 0;

    string[]? Cells(string text)
    {
        if (text is ['|', _, .., '|'])
            return Split(text[1..^1]);
        if (text.Contains(" | ", StringComparison.Ordinal))
        {
            var plain = Split(text.Trim('|'));
            return IsOpen && !_spaced && _rows.Count > 0 && plain.Length == _rows[0].Row.Cells.Length || !IsOpen && IsClassWord(plain[0]) ? plain : null;
        }
        return Spaced(text);
    }

    static string[] Split(string text) => text.Split('|', StringSplitOptions.TrimEntries);

    string[]? Spaced(string text)
    {
        if (IsOpen && !_spaced)
            return null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!IsOpen)
        {
            _spaced = words.Length > 1 && IsClassWord(words[0]) && !text.AsSpan().ContainsAny(":=;,()") && words.All(w => !NumberText.TryParse(w, out _));
            return _spaced ? words : null;
        }
        var columns = _rows[0].Row.Cells.Length - 1;
        if (words.Length <= columns || words[^columns..].Any(w => w != "-" && !NumberText.TryParse(w, out _)))
            return null;
        return [string.Join(' ', words[..^columns]), .. words[^columns..]];
    }

    public static bool IsClassWord(string cell) => s_classWords.Contains(cell.Trim().ToLowerInvariant());

    // a name that needs another line leaves the numbers beside it empty; a heading that does leaves the name empty
    static bool IsContinuation(string[] above, string[] cells) => above.Length == cells.Length
        && (cells[0].Length > 0 ? cells.Length > 1 && cells.Skip(1).All(c => c.Length == 0) : cells.Any(c => c.Length > 0));

    // a name goes on after a space; a heading was cut within a word ("aux_CAM_" "1")
    static string Join(string above, string below, int column) =>
        below.Length == 0 ? above : above.Length == 0 ? below : column == 0 ? $"{above} {below}" : above + below;
}
