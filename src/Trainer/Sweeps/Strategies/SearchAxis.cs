using System.Globalization;

namespace Platform.Trainer.Sweeps.Strategies;

/// <summary>
/// An axis as a strategy searches it. A list is a choice without order, its coordinate an index. A range is a line, its coordinate
/// from 0 to 1, at even differences or, with <c>log</c>, ratios; where it has but some values, each owns an equal part of the line.
/// </summary>
sealed class SearchAxis(SweepAxis axis)
{
    public SweepAxis Axis => axis;

    /// <summary>How many values a choice has; 0 for a line.</summary>
    public int Choices => axis.Range is null ? axis.Values.Count : 0;

    public double Draw(DrawStream random) => Choices > 0 ? random.Below(Choices) : Snap(random.Share());

    /// <summary>The nearest coordinate that stands for a value.</summary>
    public double Snap(double coordinate)
    {
        if (Choices > 0)
            return coordinate;
        if (axis.Values.Count > 0)
            return (Math.Min(axis.Values.Count - 1, (int)(coordinate * axis.Values.Count)) + 0.5) / axis.Values.Count;
        return Coordinate(Value(coordinate));
    }

    public SweepSetting Setting(double coordinate) => Choices > 0
        ? axis.Values[(int)coordinate]
        : axis.Values.Count > 0
            ? axis.Values[Math.Min(axis.Values.Count - 1, (int)(coordinate * axis.Values.Count))]
            : AxisValues.Number(axis, Value(coordinate));

    /// <summary>Where a value lies that <see cref="Setting"/> made; null for one the axis has no more.</summary>
    /// <param name="shown">As <see cref="SweepSetting.Shown"/> has it.</param>
    public double? Find(string shown)
    {
        var index = axis.Values.Select(v => v.Shown).ToList().IndexOf(shown);
        if (axis.Values.Count > 0)
            return index < 0 ? null : Choices > 0 ? index : (index + 0.5) / axis.Values.Count;
        return double.TryParse(shown, CultureInfo.InvariantCulture, out var number) && number >= axis.Range!.From && number <= axis.Range.To
            ? Coordinate(number)
            : null;
    }

    // a whole number owns the half below it and the half above
    (double Low, double High) Ends() => axis.Range is { Whole: true } range
        ? (OnLine(Math.Max(range.From - 0.5, range.Log ? range.From / 2 : double.NegativeInfinity)), OnLine(range.To + 0.5))
        : (OnLine(axis.Range!.From), OnLine(axis.Range.To));

    double Coordinate(double value)
    {
        var (low, high) = Ends();
        return (OnLine(value) - low) / (high - low);
    }

    double Value(double coordinate)
    {
        var (low, high) = Ends();
        var along = low + coordinate * (high - low);
        var value = axis.Range!.Log ? Math.Exp(along) : along;
        var digits = axis.Range.Whole ? Math.Round(value) : double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Clamp(digits, axis.Range.From, axis.Range.To);
    }

    double OnLine(double value) => axis.Range!.Log ? Math.Log(value) : value;
}
