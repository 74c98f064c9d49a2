using Platform.Contracts;

namespace Platform.Trainer.Data;

/// <summary>
/// A folder in PASCAL VOC's layout: <c>JPEGImages/ID.jpg</c> (or .png), <c>SegmentationClass/ID.png</c>,
/// <c>ImageSets/Segmentation/SPLIT.txt</c> with one id a line, and optionally <c>classes.txt</c> with one class a line
/// (default: VOC's twenty).
/// </summary>
public sealed class VocDataset
{
    public const string ClassesFile = "classes.txt";

    static readonly string[] s_vocClasses =
    [
        "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow",
        "diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor",
    ];

    readonly string _maskFolder;

    VocDataset(string folder, string maskFolder, IReadOnlyList<string> classNames)
    {
        Folder = folder;
        _maskFolder = maskFolder;
        ClassNames = classNames;
        LabelNames = ["background", .. classNames];
    }

    public string Folder { get; }

    /// <summary>The C foreground classes; class c has index c + 1 in masks.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>All K = C + 1 labels in the order of the masks' indices: background, then <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <exception cref="UserErrorException">The folder or a part of the layout is missing.</exception>
    public static VocDataset Open(string folder, string maskFolder = "SegmentationClass")
    {
        if (!Directory.Exists(folder))
            throw new UserErrorException(
                $"{folder}: no such dataset folder; put PASCAL VOC there (JPEGImages, {maskFolder}, ImageSets/Segmentation), "
                + "or set dataset.folder to where it is");
        foreach (var part in (string[])["JPEGImages", maskFolder, Path.Combine("ImageSets", "Segmentation")])
            if (!Directory.Exists(Path.Combine(folder, part)))
                throw new UserErrorException($"{folder}: not a dataset in VOC layout: it has no folder {part}");
        return new VocDataset(folder, maskFolder, ReadClasses(Path.Combine(folder, ClassesFile)));
    }

    /// <exception cref="UserErrorException">There is no such list, or it names files that do not exist.</exception>
    public VocSplit Split(string name) => VocSplit.Open(this, _maskFolder, name);

    static IReadOnlyList<string> ReadClasses(string file)
    {
        if (!File.Exists(file))
            return s_vocClasses;
        var names = File.ReadAllLines(file).Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();
        return names.Length is > 0 and < 255
            ? names
            : throw new UserErrorException($"{file}: {names.Length} classes; between 1 and 254 are possible, one a line");
    }
}
