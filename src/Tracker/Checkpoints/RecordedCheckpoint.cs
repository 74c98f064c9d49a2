namespace Platform.Tracker.Checkpoints;

/// <summary>A CheckpointSaved entry.</summary>
sealed class RecordedCheckpoint
{
    public required Guid RunId { get; init; }
    public required long Sequence { get; init; }
    public required int Attempt { get; init; }
    public required int Iteration { get; init; }
    public required string Path { get; init; }
    public required string Sha256 { get; init; }
    public required long SizeBytes { get; init; }
    public required bool IsBest { get; init; }
    public string? BestBy { get; init; }
}
