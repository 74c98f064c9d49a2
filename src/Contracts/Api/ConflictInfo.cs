namespace Platform.Contracts.Api;

/// <summary>An entry received with the sequence of a stored one but other bytes. Hashes are SHA-256, lower-case hex.</summary>
public sealed record ConflictInfo(long Id, long Sequence, string StoredHash, string Hash, DateTimeOffset ReceivedAt, int SizeBytes);
