namespace Platform.Contracts.Api;

/// <summary>What the tracker as a whole holds.</summary>
public sealed record TrackerStatus(long Runs, long Entries, long Conflicts, long DeadLetters);

/// <summary>A message the tracker could not take, with the reason; its bytes are in the error queue and here.</summary>
public sealed record DeadLetterInfo(long Id, DateTimeOffset ReceivedAt, string Reason, int SizeBytes)
{
    /// <summary>Its first bytes, as text where they are.</summary>
    public string? Start { get; init; }

    /// <summary>How often it was replayed.</summary>
    public int Replays { get; init; }

    public DateTimeOffset? ReplayedAt { get; init; }

    /// <summary>What came of the last replay.</summary>
    public string? ReplayOutcome { get; init; }

    /// <summary>When a replay found its place in the journal; absent while nothing could take it.</summary>
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>What came of giving a message to the tracker again.</summary>
/// <param name="Settled">It is in the journal now, or kept as a conflict.</param>
public sealed record DeadLetterReplayed(long Id, bool Settled, string Outcome);
