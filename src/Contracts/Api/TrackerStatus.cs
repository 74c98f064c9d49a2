namespace Platform.Contracts.Api;

/// <summary>What the tracker as a whole holds.</summary>
public sealed record TrackerStatus(long Runs, long Entries, long Conflicts, long DeadLetters);

/// <summary>A message the tracker could not take, with the reason; its bytes are in the error queue and here.</summary>
public sealed record DeadLetterInfo(long Id, DateTimeOffset ReceivedAt, string Reason, int SizeBytes);
