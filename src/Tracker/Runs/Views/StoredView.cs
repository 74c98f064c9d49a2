namespace Platform.Tracker.Runs.Views;

/// <summary>A page's address that somebody gave a name.</summary>
sealed class StoredView
{
    public const int LongestPage = 40;
    public const int LongestName = 100;
    public const int LongestQuery = 8000;

    public long Id { get; init; }
    public required string Page { get; init; }
    public required string Name { get; set; }
    public required string Query { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
}
