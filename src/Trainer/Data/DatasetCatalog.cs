using Platform.Contracts;

namespace Platform.Trainer.Data;

/// <summary>The datasets a configuration can name.</summary>
public static class DatasetCatalog
{
    /// <param name="dataFolder">What <see cref="DatasetConfig.Folder"/> is relative to.</param>
    /// <exception cref="UserErrorException">Missing, damaged, or generated with another config.</exception>
    public static VocDataset Open(DatasetConfig config, string dataFolder)
    {
        var folder = Path.Combine(dataFolder, config.Folder);
        return config.Kind switch
        {
            "shapes" => ShapesDataset.Open(folder, config.Shapes),
            "voc" => VocDataset.Open(folder, config.MaskFolder),
            _ => throw new UserErrorException($"dataset.kind is '{config.Kind}'; there are: shapes, voc"),
        };
    }
}
