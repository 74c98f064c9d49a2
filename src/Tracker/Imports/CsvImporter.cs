namespace Platform.Tracker.Imports;

/// <summary>
/// Reads a table of points: a column with the iteration and one a metric; or TensorBoard's "Wall time,Step,Value"; or a row a
/// class. The column of every point is kept.
/// </summary>
static class CsvImporter
{
    static readonly string[] s_steps =
        ["step", "steps", "iter", "iters", "iteration", "iterations", "n_iter", "global_step", "trainer/global_step", "_step", "global step", "epoch"];

    // not metrics: clocks
    static readonly string[] s_clocks = ["wall time", "wall_time", "timestamp", "_timestamp", "time", "date", "datetime", "_runtime", "relative time (process)"];

    public static bool LooksLikeOne(string[] lines)
    {
        if (lines.Length < 2 || SeparatorOf(lines[0]) is not { } separator)
            return false;
        var heading = lines[0].Split(separator).Select(c => c.Trim().Trim('"')).ToArray();
        return StepColumn(heading) >= 0 && heading.All(c => c.Length is > 0 and < 200) && heading.All(c => !NumberText.TryParse(c, out _))
            && lines[1].Split(separator).Length == heading.Length;
    }

    public static void Read(Stream stream, string name, IImportSink sink)
    {
        using var lines = new LineReader(stream);
        var first = lines.Read() ?? throw new Contracts.UserErrorException("the file is empty");
        var separator = SeparatorOf(first) ?? ',';
        var heading = first.Split(separator).Select(c => c.Trim().Trim('"')).ToArray();
        var records = new CsvRecords(lines, separator);
        if (TableBlock.IsClassWord(heading[0]))
            ReadClasses(heading, records, sink);
        else
            new CsvPoints(heading, Path.GetFileNameWithoutExtension(name), sink).Read(records);
        for (var line = 0; line < lines.Number; line++)
            sink.CountLine();
    }

    static void ReadClasses(string[] heading, CsvRecords records, IImportSink sink)
    {
        var rows = new List<TableRow> { new(1, heading) };
        while (records.Next() is { } fields)
            if (fields.Count > 1)
                rows.Add(new(records.Line, [.. fields.Select(f => f.Trim())]));
        var tables = new ClassTable(sink, new LogContext(sink));
        tables.Read(rows);
        tables.Flush();
    }

    public static int StepColumn(string[] heading)
    {
        foreach (var word in s_steps)
            if (Array.FindIndex(heading, c => c.Equals(word, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at)
                return at;
        return -1;
    }

    public static bool IsClock(string column) => s_clocks.Contains(column.ToLowerInvariant());

    static char? SeparatorOf(string line)
    {
        foreach (var separator in ",\t;")
            if (line.Contains(separator))
                return separator;
        return null;
    }
}
