namespace Platform.Tracker.Imports;

/// <summary>Rows of a CSV file as points.</summary>
sealed class CsvPoints
{
    readonly string[] _metrics;
    readonly int _step;
    readonly int _name;
    readonly int _value;
    readonly IImportSink _sink;

    /// <param name="heading">The first row.</param>
    /// <param name="file">Names the metric of a file that has but one and does not say which.</param>
    /// <param name="sink">Takes the points.</param>
    public CsvPoints(string[] heading, string file, IImportSink sink)
    {
        _sink = sink;
        _step = CsvImporter.StepColumn(heading);
        _value = Array.FindIndex(heading, c => c.Equals("value", StringComparison.OrdinalIgnoreCase));
        _name = Array.FindIndex(heading, c => c.ToLowerInvariant() is "metric" or "tag" or "name" or "key");
        _metrics = [.. heading.Select((c, i) => i == _value ? file : c)];
        if (heading.Any(c => c.EndsWith("__MIN", StringComparison.Ordinal)))
            sink.Note("saved from a page of W&B, which may show a sample of the points only");
        if (_step < 0)
            sink.Note("no column holds the iteration; rows are counted from 1");
    }

    public void Read(CsvRecords records)
    {
        for (var row = 1; records.Next() is { } fields; row++)
        {
            if (fields is [{ Length: 0 }])
                continue;
            if (fields.Count != _metrics.Length)
                Unread($"the row has {fields.Count} fields, the heading {_metrics.Length}");
            else if (_step < 0)
                Take(fields, row, records.Line);
            else if (NumberText.TryIteration(fields[_step].Trim(), out var step))
                Take(fields, step, records.Line);
            else
                Unread($"'{fields[_step]}' is no iteration");

            void Unread(string reason) => _sink.Take(new UnreadLine(records.Line, string.Join(',', fields.Take(5)), reason));
        }
    }

    void Take(List<string> fields, int iteration, int line)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var text = fields[i].Trim();
            if (i == _step || i == _name || text.Length == 0 || IsAside(_metrics[i]))
                continue;
            if (NumberText.TryParse(text.TrimEnd('%'), out var value))
                _sink.Take(new ImportedPoint(i == _value && _name >= 0 ? fields[_name].Trim() : _metrics[i], iteration, value, text, line) { Column = i + 1 });
            else if (text.Any(char.IsAsciiDigit))
                _sink.Take(new UnreadLine(line, text.Length <= 120 ? text : text[..120], $"column {i + 1}, '{_metrics[i]}', is not a number"));
        }
    }

    // W&B's bands about a smoothed line
    static bool IsAside(string column) =>
        CsvImporter.IsClock(column) || column.EndsWith("__MIN", StringComparison.Ordinal) || column.EndsWith("__MAX", StringComparison.Ordinal) || column.Length == 0;
}
