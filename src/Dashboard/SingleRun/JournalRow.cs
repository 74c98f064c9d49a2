using System.Text;
using System.Text.Json;
using Platform.Contracts.Journal;

namespace Platform.Dashboard.SingleRun;

/// <summary>One raw line of the journal and what its header says.</summary>
public sealed record JournalRow(long Sequence, int Attempt, DateTimeOffset OccurredAt, string Type, string Text)
{
    const string LastOfHeader = "\"previousHash\":\"";
    const int BodyShown = 200;

    /// <summary>The start of what follows the header, which every line has in common.</summary>
    public string Body
    {
        get
        {
            var start = Text.IndexOf(LastOfHeader, StringComparison.Ordinal);
            start = start < 0 ? 0 : Math.Min(Text.Length, start + LastOfHeader.Length + 64 + 2);     // 64 hex digits, quote, comma
            return Text.Substring(start, Math.Min(BodyShown, Text.Length - start));
        }
    }

    public static JournalRow Read(byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        var header = document.Deserialize<EntryHeader>(JournalJson.Options) ?? throw new InvalidDataException("a journal line is null");
        var type = document.RootElement.TryGetProperty("type", out var member) ? member.GetString() : null;
        return new(header.Sequence, header.Attempt, header.OccurredAt, type ?? "?", Encoding.UTF8.GetString(line));
    }
}
