using Platform.Contracts;
using Platform.Trainer.Data.Shapes;

namespace Platform.Trainer.Data;

/// <summary>The datasets a configuration can name.</summary>
public static class DatasetCatalog
{
    /// <param name="dataFolder">What <see cref="DatasetConfig.Folder"/> is relative to.</param>
    /// <exception cref="UserErrorException">Missing, damaged, or generated with another config.</exception>
    public static SegmentationDataset Open(DatasetConfig config, string dataFolder)
    {
        var folder = Path.Combine(dataFolder, config.Folder);
        return config.Kind switch
        {
            "shapes" => ShapesDataset.Open(folder, config.Shapes),
            "voc" => VocDataset.Open(folder, config.MaskFolder, config.LabelFile),
            "coco" => CocoDataset.Open(folder, config.MaskFolder, config.LabelFile),
            _ => throw new UserErrorException($"dataset.kind is '{config.Kind}'; there are: shapes, voc, coco"),
        };
    }

    /// <summary>The labels a dataset has, as far as its configuration tells; null where its folder does.</summary>
    public static IReadOnlyList<string>? LabelsOf(DatasetConfig config) => config.Kind switch
    {
        "shapes" => ["background", .. ShapeClass.All.Take(config.Shapes.Classes).Select(c => c.Name)],
        "coco" => ["background", .. CocoDataset.Classes],
        _ => null,
    };

    /// <summary>The kind of dataset a folder holds, and what a configuration would call it.</summary>
    /// <exception cref="UserErrorException">None that is known.</exception>
    public static string KindOf(string folder) =>
        !Directory.Exists(folder) ? throw new UserErrorException($"{folder}: no such folder")
        : File.Exists(Path.Combine(folder, ShapesDataset.ConfigFile)) ? "shapes"
        : CocoDataset.ImageFolder(folder) is not null ? "coco"
        : Directory.Exists(Path.Combine(folder, "JPEGImages")) ? "voc"
        : throw new UserErrorException(
            $"{folder}: no dataset is recognised: VOC has JPEGImages, COCO train2014 or val2014 (maybe within JPEGImages or coco2014), Shapes {ShapesDataset.ConfigFile}");
}
