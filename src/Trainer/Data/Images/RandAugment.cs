namespace Platform.Trainer.Data.Images;

/// <summary>
/// The colour operations of DuPL's strong view (utils/randomaug.py; dupl.md §2.3), each with the range that magnitudes 0 to 30 span.
/// </summary>
static class RandAugment
{
    public const int MaxMagnitude = 30;

    static readonly (string Name, double From, double To, Func<RgbImage, double, RgbImage> Apply)[] s_operations =
    [
        ("AutoContrast", 0, 1, (image, _) => ColorOperations.AutoContrast(image)),
        ("Equalize", 0, 1, (image, _) => ColorOperations.Equalize(image)),
        ("Posterize", 0, 6, (image, value) => ColorOperations.Posterize(image, Math.Max(1, (int)value))),
        ("Color", 0.1, 1.9, (image, value) => ColorOperations.Color(image, (float)value)),
        ("Contrast", 0.1, 1.9, (image, value) => ColorOperations.Contrast(image, (float)value)),
        ("Brightness", 0.1, 1.9, (image, value) => ColorOperations.Brightness(image, (float)value)),
        ("Sharpness", 0.1, 1.9, (image, value) => ColorOperations.Sharpness(image, (float)value)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. s_operations.Select(o => o.Name)];

    /// <summary>What a magnitude means for an operation.</summary>
    public static double Value(string operation, int magnitude)
    {
        var (_, from, to, _) = Find(operation);
        return (double)magnitude / MaxMagnitude * (to - from) + from;
    }

    public static RgbImage Apply(RgbImage image, string operation, int magnitude) =>
        Find(operation).Apply(image, Value(operation, magnitude));

    /// <summary>So many operations, drawn with replacement, one after the other.</summary>
    public static RgbImage Apply(RgbImage image, int operations, int magnitude, RandomStream random)
    {
        for (var i = 0; i < operations; i++)
            image = Apply(image, Names[random.Below(Names.Count)], magnitude);
        return image;
    }

    static (string Name, double From, double To, Func<RgbImage, double, RgbImage> Apply) Find(string operation) =>
        Array.Find(s_operations, o => o.Name == operation) is { Name: not null } found
            ? found
            : throw new ArgumentException($"no strong operation is called '{operation}'; there are {string.Join(", ", Names)}", nameof(operation));
}
