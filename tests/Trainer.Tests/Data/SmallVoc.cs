using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data;

/// <summary>A VOC folder of a few 12 × 10 pictures, each with its own colour, written to disk.</summary>
static class SmallVoc
{
    public const int Width = 12;
    public const int Height = 10;

    public static SegmentationDataset Write(string folder, int count, string split = "train")
    {
        foreach (var part in (string[])["JPEGImages", "SegmentationClass", "ImageSets/Segmentation"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, "JPEGImages", $"p{i}.png"), PngCodec.EncodeRgb(Image(i)));
            File.WriteAllBytes(Path.Combine(folder, "SegmentationClass", $"p{i}.png"), PngCodec.EncodeMask(Mask(i)));
        }
        File.WriteAllLines(
            Path.Combine(folder, "ImageSets", "Segmentation", split + ".txt"), Enumerable.Range(0, count).Select(i => $"p{i}"));
        File.WriteAllLines(Path.Combine(folder, "classes.txt"), ["first", "second", "third"]);
        return VocDataset.Open(folder);
    }

    public static RgbImage Image(int i) =>
        new(Width, Height, [.. Enumerable.Range(0, Width * Height * 3).Select(v => (byte)(v * 7 + i * 13))]);

    /// <summary>Left column of class i % 3 + 1, the rest background.</summary>
    public static LabelMask Mask(int i) =>
        new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(v => (byte)(v % Width == 0 ? i % 3 + 1 : 0))]);
}
