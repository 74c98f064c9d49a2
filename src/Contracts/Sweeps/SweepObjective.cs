namespace Platform.Contracts.Sweeps;

/// <summary>What a sweep is after, percent, the more the better: <c>miou/SPLIT/OUTPUT</c>, <c>accuracy/SPLIT/OUTPUT</c> or <c>iou/SPLIT/OUTPUT/CLASS</c>.</summary>
/// <param name="Measure">"miou", "accuracy" (of pixels) or "iou" (of <paramref name="Class"/>).</param>
public sealed record SweepObjective(string Split, string Output, string Measure = "miou", string? Class = null)
{
    public const string Form = "miou/SPLIT/OUTPUT, accuracy/SPLIT/OUTPUT or iou/SPLIT/OUTPUT/CLASS";

    public static readonly SweepObjective Default = new("val", "seg");

    /// <summary>Null where the text is none.</summary>
    public static SweepObjective? Parse(string text) => text.Split('/', 4) switch
    {
        ["miou" or "accuracy", { Length: > 0 } split, { Length: > 0 } output] parts => new(split, output, parts[0]),
        ["iou", { Length: > 0 } split, { Length: > 0 } output, { Length: > 0 } name] => new(split, output, "iou", name),
        _ => null,
    };

    /// <summary>The objective of one evaluation, percent; null where it has none: no pixel, or no such class.</summary>
    /// <param name="confusion">Pixel counts, [ground truth][prediction], in the order of <paramref name="classNames"/>.</param>
    public double? Value(IReadOnlyList<string> classNames, IReadOnlyList<IReadOnlyList<long>> confusion) => Measure switch
    {
        "accuracy" => Share(Enumerable.Range(0, confusion.Count).Sum(c => confusion[c][c]), confusion.Sum(row => row.Sum())),
        "iou" => Enumerable.Range(0, confusion.Count).Where(c => classNames[c] == Class).Select(c => Iou(confusion, c)).FirstOrDefault(),
        _ => Enumerable.Range(0, confusion.Count).Where(c => confusion[c].Sum() > 0).Select(c => Iou(confusion, c)).Average(),
    };

    public override string ToString() => Class is null ? $"{Measure}/{Split}/{Output}" : $"{Measure}/{Split}/{Output}/{Class}";

    static double? Iou(IReadOnlyList<IReadOnlyList<long>> confusion, int of) =>
        Share(confusion[of][of], confusion[of].Sum() + confusion.Sum(row => row[of]) - confusion[of][of]);

    static double? Share(long part, long whole) => whole > 0 ? 100.0 * part / whole : null;
}
