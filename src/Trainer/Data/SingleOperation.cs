using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Data;

/// <summary>
/// CoSA's strong view: one colour operation, drawn uniformly, of an integer magnitude 1 to 9 (cosa.md §2, dataloaders/randaug.py).
/// </summary>
static class SingleOperation
{
    public const int HighestMagnitude = 9;

    static readonly IReadOnlyDictionary<string, Func<RgbImage, int, RgbImage>> s_operations =
        new Dictionary<string, Func<RgbImage, int, RgbImage>>
        {
            ["Identity"] = (image, _) => image,
            ["AutoContrast"] = (image, _) => ColorOperations.AutoContrast(image),
            ["Equalize"] = (image, _) => ColorOperations.Equalize(image),
            ["Solarize"] = (image, magnitude) => ColorOperations.Solarize(image, Math.Min((int)(magnitude * 25.6), 255)),
            ["Color"] = (image, magnitude) => ColorOperations.Color(image, Factor(magnitude)),
            ["Contrast"] = (image, magnitude) => ColorOperations.Contrast(image, Factor(magnitude)),
            ["Brightness"] = (image, magnitude) => ColorOperations.Brightness(image, Factor(magnitude)),
            ["Sharpness"] = (image, magnitude) => ColorOperations.Sharpness(image, Factor(magnitude)),
            ["Posterize"] = (image, magnitude) => ColorOperations.Posterize(image, 4 - (int)(0.4 * magnitude)),
        };

    public static IReadOnlyList<string> Names { get; } = [.. s_operations.Keys];

    public static RgbImage Draw(RgbImage image, RandomStream random) =>
        Apply(Names[random.Below(Names.Count)], image, 1 + random.Below(HighestMagnitude));

    public static RgbImage Apply(string name, RgbImage image, int magnitude) => s_operations[name](image, magnitude);

    // in double precision first, as the published code has it
    static float Factor(int magnitude) => (float)(magnitude * 1.8 / 10 + 0.1);
}
