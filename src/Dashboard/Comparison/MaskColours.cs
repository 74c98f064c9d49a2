namespace Platform.Dashboard.Comparison;

/// <summary>The colours of labels in painted masks: PASCAL VOC's, as trainers paint them.</summary>
public static class MaskColours
{
    const int Ignored = 255;

    /// <summary>"rgb(128 0 0)".</summary>
    public static string Css(int label)
    {
        var (r, g, b) = (0, 0, 0);
        // VOC's: the label's bits in threes, spread over the colours from the highest bit down
        for (var (bit, rest) = (7, label); rest > 0; bit--, rest >>= 3)
            (r, g, b) = (r | (rest & 1) << bit, g | (rest >> 1 & 1) << bit, b | (rest >> 2 & 1) << bit);
        return $"rgb({r} {g} {b})";
    }

    public static string Name(int label, IReadOnlyList<string> classNames) =>
        label < classNames.Count ? classNames[label] : label == Ignored ? "ignored" : $"label {label}";
}
