namespace Platform.Tracker.Previews;

/// <summary>One picture of a PreviewsRendered entry.</summary>
sealed class StoredPreview
{
    /// <summary>Pictures an entry may hold; part of how ids are made.</summary>
    public const int PerEntry = 4096;

    public required Guid RunId { get; init; }

    /// <summary>The entry's sequence times <see cref="PerEntry"/> plus the picture's place in it: the same after a replay.</summary>
    public required long Id { get; init; }

    public required int Attempt { get; init; }
    public required int Iteration { get; init; }
    public required string ImageId { get; init; }
    public required string Kind { get; init; }
    public string? ClassName { get; init; }
    public string? Network { get; init; }
    public required int SizeBytes { get; init; }
    public required byte[] Png { get; init; }
}
