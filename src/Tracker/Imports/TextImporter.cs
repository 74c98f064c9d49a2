namespace Platform.Tracker.Imports;

/// <summary>Reads consoles and summaries: which of the two a text is, its lines tell.</summary>
static class TextImporter
{
    public static string Read(ImportPart part, IImportSink sink)
    {
        using var lines = new LineReader(part.Open());
        var console = new ConsoleReader(sink);
        while (lines.Read() is { } raw)
        {
            sink.CountLine();
            if (lines.WasCut)
                sink.Take(new UnreadLine(lines.Number, raw[..80], $"the line has more than {LineReader.LongestLine} characters; the rest was not read"));
            foreach (var line in LogLine.Of(lines.Number, raw))
                console.Read(line);
        }
        console.Finish();
        return console.IsConsole ? LogFormats.Console : LogFormats.Summary;
    }
}
