using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Tests.Data.Images;

namespace Platform.Trainer.Tests.Data;

/// <summary>A COCO folder of a few JPEG pictures, the second of each part grey; mask i has class i + 1 and, in a corner, class 80.</summary>
static class SmallCoco
{
    public const int Width = 16, Height = 12;

    public static string Id(string part, int i) => $"COCO_{part}_{i + 1:000000000000}";

    /// <param name="images">Where the images' two folders are, relative to the folder.</param>
    public static void Write(string folder, string images = "JPEGImages", int training = 3, int validation = 2)
    {
        foreach (var (part, count) in new[] { ("train2014", training), ("val2014", validation) })
        {
            var (imageFolder, maskFolder) = (Path.Combine(folder, images, part), Path.Combine(folder, "SegmentationClass", part));
            Directory.CreateDirectory(imageFolder);
            Directory.CreateDirectory(maskFolder);
            for (var i = 0; i < count; i++)
            {
                var pixels = Enumerable.Range(0, Width * Height).SelectMany(p => (byte[])[(byte)(p % Width * 8), (byte)(p / Width * 9), (byte)(40 * i)]);
                var jpeg = JpegEncoder.Encode(new RgbImage(Width, Height, [.. pixels]), i == 1 ? JpegEncoder.Grey : JpegEncoder.FullChroma);
                File.WriteAllBytes(Path.Combine(imageFolder, Id(part, i) + ".jpg"), jpeg);
                File.WriteAllBytes(Path.Combine(maskFolder, Id(part, i) + ".png"), PngCodec.EncodeMask(Mask(i)));
            }
        }
    }

    public static void WriteList(string folder, string split, params string[] ids)
    {
        var lists = Path.Combine(folder, "ImageSets", "Segmentation");
        Directory.CreateDirectory(lists);
        File.WriteAllLines(Path.Combine(lists, split + ".txt"), ids);
    }

    static LabelMask Mask(int i) => new(Width, Height,
        [.. Enumerable.Range(0, Width * Height).Select(p => p == 0 ? (byte)80 : p < 5 ? (byte)255 : p % 2 == 0 ? (byte)(i + 1) : (byte)0)]);
}
