using System.Globalization;

namespace Platform.Tracker.Imports;

/// <summary>Makes evaluations of a table with a row a class, and statements or settings of any other.</summary>
sealed class ClassTable(IImportSink sink, LogContext context)
{
    // a table whose numbers are all below 1 is of fractions, unless the log writes percent elsewhere
    bool _percent;

    /// <summary>Evaluations that wait for the table that states their mean.</summary>
    readonly List<ImportedEvaluation> _waiting = [];

    public bool Any { get; private set; }

    public void Read(IReadOnlyList<TableRow> rows)
    {
        if (rows.Count < 2)
            return;
        var header = rows[0];
        var means = Array.FindIndex(header.Cells, MetricWords.IsMeanRow);
        if (TableBlock.IsClassWord(header.Cells[0]) || rows.Any(r => MetricWords.IsMeanRow(r.Cells[0])))
            ReadClasses(header, rows);
        else if (means >= 0 && rows.Count == 2 && means < rows[1].Cells.Length && _waiting.Count > 0)
            StateMean(rows[1], means);
        else
            ReadOther(header, rows);
    }

    /// <summary>Nothing states the mean of what waits.</summary>
    public void Flush()
    {
        foreach (var evaluation in _waiting)
            sink.Take(evaluation);
        _waiting.Clear();
    }

    void ReadClasses(TableRow header, IReadOnlyList<TableRow> rows)
    {
        Flush();
        var body = rows.Skip(1).Where(row => IsWhole(header, row)).ToArray();
        var fractions = !_percent && IsFractions(header, body);
        _percent |= !fractions;
        for (var column = 1; column < header.Cells.Length; column++)
            if (ColumnHeading.Of(header.Cells[column]) is { } heading)
                ReadColumn(header, heading, body, column, fractions);
            else
                sink.Take(new UnreadLine(header.Line, header.Cells[column], "the column holds no IoU"));
    }

    bool IsWhole(TableRow header, TableRow row)
    {
        if (row.Cells.Length == header.Cells.Length)
            return true;
        sink.Take(new UnreadLine(row.Line, Cut(string.Join(" | ", row.Cells)), $"the row has {row.Cells.Length} cells, the heading {header.Cells.Length}"));
        return false;
    }

    static bool IsFractions(TableRow header, TableRow[] body)
    {
        var numbers = body.SelectMany(r => r.Cells.Where((_, i) => i > 0 && ColumnHeading.Of(header.Cells[i]) is not null))
            .Select(c => Number(c, out var n) ? n : double.NaN).Where(double.IsFinite).ToArray();
        return numbers.Length > 0 && numbers.Max() is <= 1 and > 0;
    }

    void ReadColumn(TableRow header, ColumnHeading heading, TableRow[] body, int column, bool fractions)
    {
        var scores = new List<ImportedScore>();
        ImportedNumber? mean = null;
        foreach (var row in body)
        {
            if (!Number(row.Cells[column], out var number))
            {
                sink.Take(new UnreadLine(row.Line, Cut(row.Cells[column]), $"'{Cut(row.Cells[column])}' in column {column + 1} is not a number"));
                continue;
            }
            var (value, text) = (fractions ? number * 100 : number, row.Cells[column].TrimEnd('%'));
            if (MetricWords.IsMeanRow(row.Cells[0]))
                mean = new(value, text, row.Line);
            else
                scores.Add(new(row.Cells[0].Trim('*', '`'), value, text, row.Line));
        }
        if (scores.Count == 0 && mean is null)
            return;
        Any = true;
        var evaluation = context.Evaluation(heading, header.Cells[column], header.Line) with
        {
            ColumnNumber = column + 1, Fractions = fractions, Classes = scores, MeanIou = mean,
        };
        if (mean is null)
            _waiting.Add(evaluation);
        else
            sink.Take(evaluation);
    }

    void StateMean(TableRow row, int column)
    {
        for (var i = 0; i < _waiting.Count; i++)
            if (_waiting[i].MeanIou is null && Number(row.Cells[column], out var number))
                _waiting[i] = _waiting[i] with { MeanIou = new(_waiting[i].Fractions ? number * 100 : number, row.Cells[column], row.Line) };
        Flush();
    }

    void ReadOther(TableRow header, IReadOnlyList<TableRow> rows)
    {
        var isSettings = header.Cells.Length == 2 && !context.HasBegun && !MetricWords.IsMetric(header.Cells[1]);
        foreach (var row in isSettings ? rows : rows.Skip(1))
        {
            if (isSettings && row.Cells.Length == 2 && row.Cells[0].Length > 0)
                context.Set(new(row.Cells[0], row.Cells[1], row.Line));
            else
                State(header, row);
        }
    }

    // "ViT-B/16 | Ours | 53.4%" under "Backbone | Method | mIoU"
    void State(TableRow header, TableRow row)
    {
        var words = row.Cells.Where(c => c.Length > 0 && !Number(c, out _)).Select(c => c.Trim('*'));
        var subject = string.Join(", ", words);
        for (var column = 0; column < Math.Min(row.Cells.Length, header.Cells.Length); column++)
            if (Number(row.Cells[column], out var number) && header.Cells[column].Length > 0)
                sink.Take(new ImportedStatement($"{subject} {header.Cells[column]}".Trim(), number,
                    row.Cells[column].Trim('*', '%', ' '), row.Cells[column].Contains('%') ? "%" : "", context.Iteration, row.Line));
    }

    static bool Number(string cell, out double number)
    {
        number = double.NaN;
        var text = cell.AsSpan().Trim('*').Trim();
        return text.Length > 0 && (text is "-" or "--" or "—" || NumberText.TryParse(text.TrimEnd('%').TrimEnd(), out number));
    }

    static string Cut(string text) => text.Length <= 120 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 120)}…");
}
