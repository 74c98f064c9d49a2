using System.Text;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Journal;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Data.Shapes;

namespace Platform.Trainer.Data;

/// <summary>
/// Shapes: small pictures generated from a seed into a folder of VOC layout, with the difficulties of weakly supervised
/// segmentation: a small patterned part that gives the class away, a bland body, thin parts, overlap, backgrounds that go with a
/// class. Numbers on it are never numbers on VOC or COCO.
/// </summary>
public static class ShapesDataset
{
    internal const string ConfigFile = "shapes.json";
    /// <summary>Kinds of objects there are.</summary>
    public static int MostClasses => ShapeClass.All.Count;

    const double LeastVisible = 0.4;
    const int Attempts = 50;

    /// <summary>Goes into <see cref="ConfigFile"/>; to be raised whenever the same config gives other pictures.</summary>
    const int Generator = 2;

    /// <summary>Opens the folder, generating it first where it is missing.</summary>
    /// <exception cref="UserErrorException">The folder holds something else, or Shapes of another config.</exception>
    public static SegmentationDataset Open(string folder, ShapesConfig config)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            Generate(folder, config);
        RefuseOther(folder, config);
        return VocDataset.Open(folder);
    }

    /// <summary>Beside the folder first, then renamed: a killed process leaves no half dataset, two at once do not mix.</summary>
    static void Generate(string folder, ShapesConfig config)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var unfinished = $"{folder}.{Guid.CreateVersion7():N}.tmp";
        try
        {
            Write(unfinished, config);
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
            if (!Directory.Exists(folder))
                Directory.Move(unfinished, folder);
        }
        catch (Exception e) when (Cause(e) is IOException or UnauthorizedAccessException)
        {
            // another process may have been first: then its folder is checked like any other
            if (!File.Exists(Path.Combine(folder, ConfigFile)))
                throw new UserErrorException($"{folder}: the Shapes dataset cannot be written: {Cause(e).Message}", e);
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }

    static Exception Cause(Exception e) => e is AggregateException { InnerException: { } inner } ? inner : e;

    static void Write(string folder, ShapesConfig config)
    {
        var lists = Path.Combine(folder, "ImageSets", "Segmentation");
        foreach (var part in (string[])[lists, Path.Combine(folder, "JPEGImages"), Path.Combine(folder, "SegmentationClass")])
            Directory.CreateDirectory(part);
        var count = config.TrainImages + config.ValidationImages;
        Parallel.For(0, count, index => WritePicture(folder, config, index));
        var ids = Enumerable.Range(0, count).Select(Id).ToArray();
        File.WriteAllLines(Path.Combine(lists, "train.txt"), ids[..config.TrainImages]);
        File.WriteAllLines(Path.Combine(lists, "val.txt"), ids[config.TrainImages..]);
        File.WriteAllLines(Path.Combine(folder, VocDataset.ClassesFile), ShapeClass.All.Take(config.Classes).Select(c => c.Name));
        File.WriteAllText(Path.Combine(folder, ConfigFile), Describe(config));
    }

    static void WritePicture(string folder, ShapesConfig config, int index)
    {
        var (image, mask) = Paint(config, index);
        File.WriteAllBytes(Path.Combine(folder, "JPEGImages", Id(index) + ".png"), PngCodec.EncodeRgb(image));
        File.WriteAllBytes(Path.Combine(folder, "SegmentationClass", Id(index) + ".png"), PngCodec.EncodeMask(mask));
    }

    /// <summary>One picture; drawn again while an object is nearly hidden, for such a class could not be told by anyone.</summary>
    internal static (RgbImage Image, LabelMask Mask) Paint(ShapesConfig config, int index)
    {
        for (var attempt = 0; ; attempt++)
        {
            var scene = ShapesScene.Draw(config, index, attempt);
            var grain = new RandomStream(config.Seed, RandomPurpose.ShapesTexture, index);
            var (image, mask, leastVisible) = ScenePainter.Paint(scene, config.Size, grain);
            if (leastVisible >= LeastVisible || attempt == Attempts)
                return (image, mask);
        }
    }

    static string Id(int index) => $"shapes_{index + 1:000000}";

    static string Describe(ShapesConfig config)
    {
        var json = JsonSerializer.SerializeToNode(config, JournalJson.Options)!;
        json["generator"] = Generator;
        return json.ToJsonString(JournalJson.Options);
    }

    static void RefuseOther(string folder, ShapesConfig config)
    {
        var file = Path.Combine(folder, ConfigFile);
        if (!File.Exists(file))
            throw new UserErrorException($"{folder}: is no Shapes dataset (it has no {ConfigFile}); set dataset.folder to another folder");
        var (there, asked) = (File.ReadAllText(file, Encoding.UTF8).Trim(), Describe(config));
        if (there != asked)
            throw new UserErrorException(
                $"{folder}: holds Shapes generated with {there}, the configuration asks for {asked}; "
                + "remove the folder or set dataset.folder to another");
    }
}
