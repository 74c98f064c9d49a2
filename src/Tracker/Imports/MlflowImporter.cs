using System.Globalization;

namespace Platform.Tracker.Imports;

/// <summary>Reads a run of MLflow's FileStore: <c>meta.yaml</c>, <c>params/KEY</c>, <c>tags/KEY</c> and <c>metrics/KEY</c>, a key's slashes being folders.</summary>
static class MlflowImporter
{
    const int LongestValue = 10_000;

    public static void Read(ImportSource source, IImportSink sink)
    {
        foreach (var part in source.Parts)
        {
            using var stream = part.Open();
            using var lines = new LineReader(stream);
            if (part.Name == "meta.yaml")
                ReadMeta(lines, part.Name, sink);
            else if (part.Name.StartsWith("metrics/", StringComparison.Ordinal))
                ReadMetric(lines, part.Name, sink);
            else
                ReadValue(lines, part.Name, sink);
        }
    }

    // flat, one "key: value" a line
    static void ReadMeta(LineReader lines, string part, IImportSink sink)
    {
        while (lines.Read() is { } line)
        {
            sink.CountLine();
            if (line.IndexOf(": ", StringComparison.Ordinal) is not (> 0 and var mark))
                continue;
            var (key, text) = (line[..mark].Trim(), line[(mark + 2)..].Trim().Trim('\'', '"'));
            if (key == "start_time")
                Start(text, sink);
            sink.Take(new ImportedParameter($"meta.{key}", text, lines.Number) { Part = part });
        }
    }

    static void Start(string milliseconds, IImportSink sink)
    {
        if (long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time < 253_000_000_000_000)
            sink.StartedAt(DateTimeOffset.FromUnixTimeMilliseconds(time));
    }

    // "timestamp value step", without a step 0, or with a data set's name and digest behind
    static void ReadMetric(LineReader lines, string part, IImportSink sink)
    {
        var metric = part["metrics/".Length..];
        while (lines.Read() is { } line)
        {
            sink.CountLine();
            if (line.Length == 0)
                continue;
            var fields = line.Split(' ');
            var step = 0;
            if (fields.Length is not (2 or 3 or 5))
                Unread($"{fields.Length} fields where 2, 3 or 5 are expected");
            else if (!NumberText.TryParse(fields[1], out var value))
                Unread($"'{Cut(fields[1])}' is not a number");
            else if (fields.Length > 2 && !NumberText.TryIteration(fields[2], out step))
                Unread($"'{Cut(fields[2])}' is no iteration");
            else
                sink.Take(new ImportedPoint(metric, step, value, fields[1], lines.Number) { Part = part });

            void Unread(string reason) => sink.Take(new UnreadLine(lines.Number, Cut(line), reason) { Part = part });
        }
    }

    static void ReadValue(LineReader lines, string part, IImportSink sink)
    {
        var text = new List<string>();
        while (lines.Read() is { } line && text.Sum(l => l.Length) < LongestValue)
        {
            sink.CountLine();
            text.Add(line);
        }
        var isTag = part.StartsWith("tags/", StringComparison.Ordinal);
        var name = isTag ? part : part[(part.IndexOf('/') + 1)..];
        sink.Take(new ImportedParameter(name, string.Join('\n', text), 1) { Part = part });
    }

    static string Cut(string text) => text.Length <= 120 ? text : $"{text.AsSpan(0, 120)}…";
}
