namespace Platform.Contracts.Journal;

/// <summary>What every journal line carries besides its event, first in the object and in this order after <c>type</c>.</summary>
public sealed record EntryHeader
{
    public required Guid RunId { get; init; }

    /// <summary>1, 2, 3 … without gaps, across attempts.</summary>
    public required long Sequence { get; init; }

    /// <summary>1 for the first start, one more at each resume.</summary>
    public required int Attempt { get; init; }

    /// <summary>UTC, by the trainer's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the bytes of the line before, without its line feed; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }
}
