using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>A line as it stands in the file, its header read and its links checked, its event unread.</summary>
/// <param name="Bytes">The line without its line feed.</param>
/// <param name="WireName">The event's type.</param>
/// <param name="End">The place after it.</param>
public sealed record JournalRecord(byte[] Bytes, EntryHeader Header, string WireName, JournalPosition End);
