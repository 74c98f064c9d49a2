namespace Platform.Dashboard.Charts;

/// <summary>
/// One curve, its points in order of x. Points are sent to the browser once: with a <see cref="Version"/> a longer list sends
/// its tail alone; without one the curve is sent again whenever <see cref="X"/> is another list.
/// </summary>
public sealed record ChartSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>What the legend says; the name by default.</summary>
    public string? Label { get; init; }

    /// <summary>By position in the chart by default.</summary>
    public SeriesStyle? Style { get; init; }

    /// <summary>A band's lower edge, a value for each point; NaN where there is none. With <see cref="High"/> or not at all.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Changes when points already given changed; equal versions mean that points were only appended.</summary>
    public object? Version { get; init; }

    /// <summary>A buffer's points in another unit and on another axis.</summary>
    /// <param name="divisor">What values are divided by.</param>
    /// <param name="x">From iteration to x, growing; iterations themselves by default.</param>
    /// <param name="axis">Changes when <paramref name="x"/> gives other places than before.</param>
    public static ChartSeries Of(SeriesBuffer buffer, double divisor = 1, Func<int, double>? x = null, object? axis = null) =>
        new(buffer.Name, [.. buffer.Iterations.Select(i => x is null ? i : x(i))], [.. buffer.Values.Select(v => v / divisor)])
        {
            Label = MetricGroup.ShortName(buffer.Name), Version = (buffer, buffer.Epoch, divisor, axis),
        };
}
