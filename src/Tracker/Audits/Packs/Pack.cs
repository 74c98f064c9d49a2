namespace Platform.Tracker.Audits.Packs;

/// <summary>A pack that was read, and everything that is wrong with it.</summary>
/// <param name="Faults">Empty when every digest, chain, proof and verdict holds.</param>
/// <param name="Notes">What was checked, and what could not be.</param>
sealed record Pack(PackManifest Manifest, IReadOnlyList<RunContent> Runs, IReadOnlyList<string> Faults, IReadOnlyList<string> Notes);
