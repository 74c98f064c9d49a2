namespace Platform.Contracts.Api;

/// <summary>
/// One metric of one group over a common x axis. Of one run: its points, or where those are too many the mean of neighbours
/// with a band from the smallest to the largest, so that no peak is lost. Of several: the mean over runs at common places of x,
/// with a band. Between a run's own points its value is then interpolated, never beyond them.
/// </summary>
public sealed record ComparedSeries
{
    public required double[] X { get; init; }
    public required double[] Y { get; init; }

    /// <summary>The band's lower edge; empty where every point of one run is shown.</summary>
    public required double[] Low { get; init; }

    public required double[] High { get; init; }

    /// <summary>How many runs each place is the mean of; as long as <see cref="Low"/>.</summary>
    public required int[] Runs { get; init; }

    /// <summary>Points in the range before any were left out or put together.</summary>
    public required long Total { get; init; }
}

/// <summary>What x is in a comparison of series.</summary>
public enum ComparisonAxis
{
    Iteration,

    /// <summary>Iterations since a chosen phase began, in each run.</summary>
    Phase,

    /// <summary>Seconds since the run started.</summary>
    Relative,

    /// <summary>Seconds since 1970.</summary>
    Wall,
}

/// <summary>What the band around a group's mean is.</summary>
public enum ComparisonBand
{
    /// <summary>Mean ± sample standard deviation; none where fewer than two runs have a value.</summary>
    Deviation,

    /// <summary>From the smallest to the largest run.</summary>
    Range,
}

/// <summary>Which series, of which groups of runs.</summary>
public sealed record SeriesComparisonRequest
{
    public const int MostPoints = 4000;

    public required IReadOnlyList<IReadOnlyList<Guid>> Groups { get; init; }
    public required string Metric { get; init; }
    public ComparisonAxis Axis { get; init; }

    /// <summary>With <see cref="ComparisonAxis.Phase"/>; runs that never entered it have no points.</summary>
    public string? Phase { get; init; }

    public ComparisonBand Band { get; init; }

    /// <summary>The range of x, both inclusive; all of it by default.</summary>
    public double? From { get; init; }

    public double? To { get; init; }

    /// <summary>A curve, beside the two next to a zoomed range; default 1000, at most <see cref="MostPoints"/>.</summary>
    public int? MaxPoints { get; init; }
}
