using System.Security.Cryptography;
using System.Text.Json;
using Platform.Contracts.Events;

namespace Platform.Contracts.Journal;

/// <summary>One line of a journal: header, event, and the exact bytes that are hashed, published and stored.</summary>
public sealed class JournalEntry
{
    /// <summary>The <see cref="EntryHeader.PreviousHash"/> of the first entry.</summary>
    public static readonly string NoHash = new('0', 64);

    JournalEntry(EntryHeader header, IRunEvent @event, byte[] bytes)
    {
        Header = header;
        Event = @event;
        Bytes = bytes;
        Hash = HashOf(bytes);
    }

    public EntryHeader Header { get; }
    public IRunEvent Event { get; }

    /// <summary>The line as UTF-8, without its line feed.</summary>
    public byte[] Bytes { get; }

    /// <summary>SHA-256 of <see cref="Bytes"/>, lower-case hex: the next entry's <see cref="EntryHeader.PreviousHash"/>.</summary>
    public string Hash { get; }

    public static string HashOf(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));

    /// <summary>Writes the line: <c>type</c>, the header's members, then the event's.</summary>
    public static JournalEntry Write(EntryHeader header, IRunEvent @event)
    {
        // {"type":"log-written","stream":…}: the header goes in after the type
        var body = JsonSerializer.SerializeToUtf8Bytes(@event, JournalJson.Options);
        var typeEnd = TypeStart.Length + body.AsSpan(TypeStart.Length).IndexOf((byte)'"') + 1;
        using var line = new MemoryStream(body.Length + 256);
        line.Write(body.AsSpan(0, typeEnd));
        using (var writer = new Utf8JsonWriter(line, JournalJson.FragmentOptions))
        {
            line.WriteByte((byte)',');
            writer.WriteString("runId", header.RunId);
            writer.WriteNumber("sequence", header.Sequence);
            writer.WriteNumber("attempt", header.Attempt);
            writer.WriteString("occurredAt", header.OccurredAt.UtcDateTime);
            writer.WriteString("previousHash", header.PreviousHash);
        }
        line.Write(body.AsSpan(typeEnd));
        return new(header, @event, line.ToArray());
    }

    static ReadOnlySpan<byte> TypeStart => "{\"type\":\""u8;

    /// <summary>Reads a line.</summary>
    /// <exception cref="JournalFormatException">It is not JSON, lacks a member, or contradicts itself; the message says where.</exception>
    public static JournalEntry Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var header = JsonSerializer.Deserialize<EntryHeader>(line, JournalJson.Options)
                ?? throw new JournalFormatException("the entry is null");
            if (header.Sequence < 1)
                throw new JournalFormatException($"sequence is {header.Sequence}; it starts at 1");
            if (header.Attempt < 1)
                throw new JournalFormatException($"attempt is {header.Attempt}; it starts at 1");
            var @event = JsonSerializer.Deserialize<IRunEvent>(line, JournalJson.Options)
                ?? throw new JournalFormatException("the event is null");
            EventChecks.Check(@event);
            return new(header, @event, line.ToArray());
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new JournalFormatException(e.Message, e);
        }
    }
}
