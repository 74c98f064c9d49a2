using Platform.Contracts;

namespace Platform.Trainer.Data;

/// <summary>
/// A folder in PASCAL VOC's layout: <c>JPEGImages/ID.jpg</c> (or .png), <c>SegmentationClass/ID.png</c>,
/// <c>ImageSets/Segmentation/SPLIT.txt</c> with one id a line, and optionally <c>classes.txt</c> with one class a line
/// (default: VOC's twenty).
/// </summary>
public static class VocDataset
{
    public const string ClassesFile = "classes.txt";

    static readonly string[] s_vocClasses =
    [
        "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow",
        "diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor",
    ];

    /// <param name="maskFolder">"SegmentationClassAug" for the masks with the extra annotations of SBD.</param>
    /// <param name="labelFile">Image-level labels (<see cref="ImageLabels"/>), relative to the folder; null: from the masks.</param>
    /// <exception cref="UserErrorException">The folder or a part of the layout is missing.</exception>
    public static SegmentationDataset Open(string folder, string maskFolder = "SegmentationClass", string? labelFile = null)
    {
        if (!Directory.Exists(folder))
            throw new UserErrorException(
                $"{folder}: no such dataset folder; put PASCAL VOC there (JPEGImages, {maskFolder}, ImageSets/Segmentation), "
                + "or set dataset.folder to where it is");
        foreach (var part in (string[])["JPEGImages", maskFolder, Path.Combine("ImageSets", "Segmentation")])
            if (!Directory.Exists(Path.Combine(folder, part)))
                throw new UserErrorException($"{folder}: not a dataset in VOC layout: it has no folder {part}");
        var classes = ReadClasses(Path.Combine(folder, ClassesFile));
        var labels = labelFile is null ? null : ImageLabels.Read(Path.Combine(folder, labelFile), classes.Count);
        return new SegmentationDataset(new Layout(folder, maskFolder), classes, labels);
    }

    static IReadOnlyList<string> ReadClasses(string file)
    {
        if (!File.Exists(file))
            return s_vocClasses;
        var names = File.ReadAllLines(file).Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();
        return names.Length is > 0 and < 255
            ? names
            : throw new UserErrorException($"{file}: {names.Length} classes; between 1 and 254 are possible, one a line");
    }

    sealed class Layout(string folder, string maskFolder) : DatasetLayout(folder)
    {
        public override string ImagesOf(string split) => Path.Combine(Folder, "JPEGImages");

        public override string MasksOf(string split) => Path.Combine(Folder, maskFolder);
    }
}
