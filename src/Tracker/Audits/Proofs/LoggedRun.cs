namespace Platform.Tracker.Audits.Proofs;

/// <summary>Where entries of a run are in the log. A run that was evaluated after it had been logged has a second stretch.</summary>
/// <param name="From">The sequence of the first of them.</param>
/// <param name="First">That one's place in the log, from 0.</param>
/// <param name="Head">SHA-256 of the last of them, lower-case hex.</param>
sealed record LoggedRun(Guid RunId, long From, int First, int Entries, string Head);
