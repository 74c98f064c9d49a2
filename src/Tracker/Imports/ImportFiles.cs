using System.Text;

namespace Platform.Tracker.Imports;

/// <summary>Tells a file's format by its name and its beginning.</summary>
static class ImportFiles
{
    const int HeadBytes = 1 << 16;

    /// <summary>Null for a binary file of no known format.</summary>
    public static string? FormatOf(ImportPart part)
    {
        var head = Head(part);
        if (head.StartsWith(":W&B"u8))
            return LogFormats.Wandb;
        if (part.Name.Contains("tfevents", StringComparison.Ordinal) || EventFile.LooksLikeOne(head))
            return LogFormats.TensorBoard;
        var utf16 = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (!utf16 && head.Contains((byte)0))
            return null;
        return TextFormat(part.Name, utf16 ? "" : Encoding.UTF8.GetString(head));
    }

    static string TextFormat(string name, string head)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var lines = head.TrimStart('\uFEFF').Split('\n', 3);
        if (extension is ".jsonl" or ".ndjson" || JsonLinesImporter.LooksLikeOne(lines[0]))
            return LogFormats.JsonLines;
        if (extension is ".csv" or ".tsv" || CsvImporter.LooksLikeOne(lines))
            return LogFormats.Csv;
        return LogFormats.Console;
    }

    static ReadOnlySpan<byte> Head(ImportPart part)
    {
        using var stream = part.Open();
        var head = new byte[HeadBytes];
        return head.AsSpan(0, stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false));
    }
}
