using System.Globalization;

namespace Platform.Tracker.Audits.Claims;

/// <summary>The image scales of an evaluation; "single" and "multi" where only that much is known.</summary>
sealed record ScaleSet
{
    readonly decimal[] _scales;

    ScaleSet(decimal[] scales, bool isMulti) => (_scales, IsMulti) = (scales, isMulti);

    public static ScaleSet Single { get; } = new([1], false);

    public static ScaleSet Multi { get; } = new([], true);

    public bool IsMulti { get; }

    public static ScaleSet Of(IEnumerable<decimal> scales)
    {
        var sorted = scales.Distinct().Order().ToArray();
        return new(sorted, sorted.Length > 1);
    }

    /// <summary>"multi" is every set of more than one.</summary>
    public bool Matches(ScaleSet other) =>
        IsMulti == other.IsMulti && (_scales.Length == 0 || other._scales.Length == 0 || _scales.SequenceEqual(other._scales));

    public override string ToString() => _scales.Length == 0 ? "multi" : _scales is [1] ? "single"
        : string.Join('+', _scales.Select(s => s.ToString("0.####", CultureInfo.InvariantCulture)));
}
