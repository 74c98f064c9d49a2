namespace Platform.Tracker.Audits.Proofs;

/// <summary>Where a run's entries are in the log.</summary>
/// <param name="First">The place of its first entry, from 0.</param>
/// <param name="Head">SHA-256 of its last entry, lower-case hex.</param>
sealed record LoggedRun(Guid RunId, int First, int Entries, string Head);
