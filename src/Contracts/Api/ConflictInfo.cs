namespace Platform.Contracts.Api;

/// <summary>
/// An entry received with the sequence of a stored one but other bytes, or of an attempt whose lease had gone to a later one.
/// Hashes are SHA-256, lower-case hex.
/// </summary>
/// <param name="StoredHash">Empty where no entry of the sequence is stored.</param>
public sealed record ConflictInfo(long Id, long Sequence, string StoredHash, string Hash, DateTimeOffset ReceivedAt, int SizeBytes);
