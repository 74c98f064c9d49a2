using Platform.Contracts.Journal;

namespace Platform.Trainer.Journal;

/// <summary>A place between two lines of a journal: after the entry with this sequence and hash, at this byte.</summary>
public sealed record JournalPosition(long Sequence, long Offset, string Hash)
{
    /// <summary>Before the first entry.</summary>
    public static readonly JournalPosition Start = new(0, 0, JournalEntry.NoHash);
}
