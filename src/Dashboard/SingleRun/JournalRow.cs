using System.Text;
using System.Text.Json;
using Platform.Contracts.Journal;

namespace Platform.Dashboard.SingleRun;

/// <summary>One raw line of the journal and what its header says.</summary>
public sealed record JournalRow(long Sequence, int Attempt, DateTimeOffset OccurredAt, string Type, string Text)
{
    public static JournalRow Read(byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        var header = document.Deserialize<EntryHeader>(JournalJson.Options) ?? throw new InvalidDataException("a journal line is null");
        var type = document.RootElement.TryGetProperty("type", out var member) ? member.GetString() : null;
        return new(header.Sequence, header.Attempt, header.OccurredAt, type ?? "?", Encoding.UTF8.GetString(line));
    }
}
