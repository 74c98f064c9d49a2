namespace Platform.Dashboard.Charts;

/// <summary>How a curve looks: a colour of the colour-blind palette, a dash and a marker, each an index that wraps around.</summary>
/// <param name="Color">Of <see cref="Colors"/>.</param>
/// <param name="Dash">Of <see cref="Dashes"/>; 0 is a solid line.</param>
/// <param name="Marker">Of <see cref="Markers"/>: circle, square, triangle, diamond, cross, plus, turned triangle; none by default.</param>
public readonly record struct SeriesStyle(int Color, int Dash = 0, int? Marker = null)
{
    public const int Colors = 7, Dashes = 7, Markers = 7;

    /// <summary>The style of the n-th curve where nothing else is chosen: up to 49 all differ.</summary>
    public static SeriesStyle Of(int index) => new(index % Colors, (index + index / Colors) % Dashes);
}
