using Platform.Contracts;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;

namespace Platform.Trainer.Data;

/// <summary>The images of one list of a <see cref="VocDataset"/>, by index. Safe on any number of threads.</summary>
public sealed class VocSplit
{
    readonly string[] _imageFiles;
    readonly string[] _maskFiles;
    readonly float[]?[] _tags;

    VocSplit(VocDataset dataset, string name, string[] ids, string[] imageFiles, string[] maskFiles)
    {
        Dataset = dataset;
        Name = name;
        Ids = ids;
        _imageFiles = imageFiles;
        _maskFiles = maskFiles;
        _tags = new float[ids.Length][];
    }

    public VocDataset Dataset { get; }

    public string Name { get; }

    public IReadOnlyList<string> Ids { get; }

    public int Count => Ids.Count;

    public RgbImage Image(int index) => ImageFile.Read(_imageFiles[index]);

    /// <summary>The true mask in the image's own size; its indices are checked against the classes.</summary>
    public LabelMask Mask(int index)
    {
        var mask = ImageFile.ReadMask(_maskFiles[index]);
        var classes = Dataset.ClassNames.Count;
        foreach (var label in mask.Pixels)
            if (label > classes && label != ConfusionMatrix.Ignored)
                throw new UserErrorException($"{_maskFiles[index]}: holds class {label}, the dataset has {classes}");
        _tags[index] ??= TagsOf(mask, classes);
        return mask;
    }

    /// <summary>Both, checked to be of one size.</summary>
    public (RgbImage Image, LabelMask Mask) Sample(int index)
    {
        var (image, mask) = (Image(index), Mask(index));
        return (image.Width, image.Height) == (mask.Width, mask.Height)
            ? (image, mask)
            : throw new UserErrorException(
                $"{_maskFiles[index]}: is {mask.Width} x {mask.Height}, its image {image.Width} x {image.Height}");
    }

    /// <summary>(C), 1 where the class has a pixel in the mask: the image-level labels. Read once, then kept.</summary>
    public ReadOnlySpan<float> Tags(int index)
    {
        if (_tags[index] is null)
            Mask(index);
        return _tags[index];
    }

    internal static VocSplit Open(VocDataset dataset, string maskFolder, string name)
    {
        var lists = Path.Combine(dataset.Folder, "ImageSets", "Segmentation");
        var list = Path.Combine(lists, name + ".txt");
        if (!File.Exists(list))
            throw new UserErrorException($"{list}: no such split; there are: {Known(lists)}");
        var lines = File.ReadAllLines(list);
        var ids = new List<string>();
        var (images, masks) = (new List<string>(), new List<string>());
        for (var i = 0; i < lines.Length; i++)
        {
            var id = lines[i].Trim();
            if (id.Length == 0)
                continue;
            var imageFolder = Path.Combine(dataset.Folder, "JPEGImages");
            images.Add(ImageFile.Find(imageFolder, id)
                ?? throw new UserErrorException($"{list}:{i + 1}: no image {id}.jpg or {id}.png in {imageFolder}"));
            var mask = Path.Combine(dataset.Folder, maskFolder, id + ".png");
            masks.Add(File.Exists(mask) ? mask : throw new UserErrorException($"{list}:{i + 1}: no mask {mask}"));
            ids.Add(id);
        }
        return ids.Count > 0
            ? new VocSplit(dataset, name, [.. ids], [.. images], [.. masks])
            : throw new UserErrorException($"{list}: the list is empty");
    }

    static string Known(string lists)
    {
        var names = Directory.GetFiles(lists, "*.txt").Select(Path.GetFileNameWithoutExtension).Order().ToArray();
        return names.Length == 0 ? "none" : string.Join(", ", names);
    }

    static float[] TagsOf(LabelMask mask, int classes)
    {
        var tags = new float[classes];
        foreach (var label in mask.Pixels)
            if (label > 0 && label <= classes)
                tags[label - 1] = 1;
        return tags;
    }
}
