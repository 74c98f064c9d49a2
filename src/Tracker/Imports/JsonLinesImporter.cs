using System.Text.Json;
using Platform.Contracts;

namespace Platform.Tracker.Imports;

/// <summary>Reads lines of JSON, each an object with an iteration and numbers; nested ones by their path.</summary>
static class JsonLinesImporter
{
    static readonly JsonDocumentOptions s_options = new() { MaxDepth = 32, AllowTrailingCommas = true };

    public static bool LooksLikeOne(string firstLine)
    {
        if (!firstLine.TrimStart().StartsWith('{'))
            return false;
        try
        {
            using var document = JsonDocument.Parse(firstLine, s_options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <exception cref="UserErrorException">It is a journal of ours.</exception>
    public static void Read(Stream stream, IImportSink sink)
    {
        using var lines = new LineReader(stream);
        var rows = new JsonRows(sink);
        while (lines.Read() is { } line)
        {
            sink.CountLine();
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                using var document = JsonDocument.Parse(line, s_options);
                if (lines.Number == 1 && IsJournal(document.RootElement))
                    throw new UserErrorException("line 1: this is a journal of the platform; deliver its folder with: platform sync FOLDER");
                rows.Take(document.RootElement, lines.Number);
            }
            catch (JsonException e)
            {
                sink.Take(new UnreadLine(lines.Number, line.Length <= 120 ? line : line[..120], $"not JSON: {e.Message}"));
            }
        }
        rows.Finish();
    }

    static bool IsJournal(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("previousHash", out _) && line.TryGetProperty("runId", out _);
}
