namespace Platform.Tracker.Metrics;

/// <summary>Which points of which series, both ends inclusive.</summary>
/// <param name="MaxPoints">A series, at least <see cref="SeriesBuckets.FewestPoints"/>; null for all.</param>
sealed record SeriesRequest(IReadOnlyList<Guid> Runs, IReadOnlyList<string> Names, int From, int To, int? MaxPoints);
