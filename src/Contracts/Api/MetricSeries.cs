namespace Platform.Contracts.Api;

/// <summary>
/// Points of one metric in order of iteration, those superseded by a resume left out. When the range holds more than the
/// asked number, each bucket gives its smallest and largest point, so that no peak is lost.
/// </summary>
public sealed record MetricSeries
{
    public required string Name { get; init; }
    public required IReadOnlyList<int> Iterations { get; init; }
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Points in the range before any were left out.</summary>
    public required long Total { get; init; }
}
