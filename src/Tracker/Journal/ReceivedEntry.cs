using System.Security.Cryptography;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Metrics;

namespace Platform.Tracker.Journal;

/// <summary>A journal line, read as far as the tracker needs it.</summary>
sealed class ReceivedEntry
{
    ReceivedEntry(byte[] bytes, EntryHeader header, IRunEvent? @event, MetricColumns? metrics)
    {
        Bytes = bytes;
        Header = header;
        Event = @event;
        Metrics = metrics;
        Hash = SHA256.HashData(bytes);
    }

    public byte[] Bytes { get; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public byte[] Hash { get; }

    public EntryHeader Header { get; }

    /// <summary>Null for a metrics-logged entry.</summary>
    public IRunEvent? Event { get; }

    /// <summary>Null for every other entry.</summary>
    public MetricColumns? Metrics { get; }

    /// <summary>The event's pinned name.</summary>
    public string Type => Event is null ? MetricsLogged.WireName : WireNames.Of(Event);

    /// <summary>Reads a line that comes from outside, or says why it is refused.</summary>
    public static ReceivedEntry? Read(byte[] line, out string? reason)
    {
        reason = null;
        if (MetricsLine.TryRead(line, out var header, out var metrics))
            return new(line, header, null, metrics);
        return EntryCheck.Read(line, out reason) is { } entry ? Of(line, entry) : null;
    }

    /// <summary>Reads a line that was taken before.</summary>
    public static ReceivedEntry ReadStored(byte[] line) =>
        MetricsLine.TryRead(line, out var header, out var metrics) ? new(line, header, null, metrics) : Of(line, JournalEntry.Read(line));

    static ReceivedEntry Of(byte[] line, JournalEntry entry) => entry.Event is MetricsLogged e
        ? new(line, entry.Header, null, MetricColumns.Of(e))
        : new(line, entry.Header, entry.Event, null);
}
