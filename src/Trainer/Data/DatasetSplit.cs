using Platform.Contracts;
using Platform.Trainer.Data.Images;
using Platform.Trainer.Evaluation;

namespace Platform.Trainer.Data;

/// <summary>The images of one list of a <see cref="SegmentationDataset"/>, by index. Safe on any number of threads.</summary>
public sealed class DatasetSplit
{
    readonly IReadOnlyList<ListedImage> _files;
    readonly float[]?[] _tags;

    DatasetSplit(SegmentationDataset dataset, SplitList list)
    {
        Dataset = dataset;
        Name = list.Name;
        Ids = [.. list.Images.Select(i => i.Id)];
        _files = list.Images;
        _tags = [.. Ids.Select(id => dataset.Labels?.Of(id))];
    }

    public SegmentationDataset Dataset { get; }

    public string Name { get; }

    public IReadOnlyList<string> Ids { get; }

    public int Count => Ids.Count;

    public RgbImage Image(int index) => ImageFile.Read(_files[index].Image!);

    /// <summary>The true mask in the image's own size; its indices are checked against the classes.</summary>
    public LabelMask Mask(int index)
    {
        var mask = ReadMask(_files[index].Mask!, Dataset.ClassNames.Count);
        _tags[index] ??= TagsOf(mask, Dataset.ClassNames.Count);
        return mask;
    }

    /// <summary>Both, checked to be of one size.</summary>
    public (RgbImage Image, LabelMask Mask) Sample(int index)
    {
        var (image, mask) = (Image(index), Mask(index));
        CheckSizes(image, mask, _files[index].Mask!);
        return (image, mask);
    }

    /// <summary>(C), 1 where the class is in the image: from the label file, or else from the mask, read once, then kept.</summary>
    public ReadOnlySpan<float> Tags(int index)
    {
        if (_tags[index] is null)
            Mask(index);
        return _tags[index];
    }

    internal static DatasetSplit Open(SegmentationDataset dataset, SplitList list)
    {
        var faults = list.Faults.Concat(dataset.Labels?.Missing(list.Images) ?? []).ToArray();
        if (faults.Length == 0)
            return new DatasetSplit(dataset, list);
        var more = faults.Length == 1 ? "" : $" (and {faults.Length - 1} more such faults: platform data check {dataset.Folder})";
        throw new UserErrorException(faults[0] + more);
    }

    internal static LabelMask ReadMask(string file, int classes)
    {
        var mask = ImageFile.ReadMask(file);
        foreach (var label in mask.Pixels)
            if (label > classes && label != ConfusionMatrix.Ignored)
                throw new UserErrorException($"{file}: holds class {label}, the dataset has {classes}");
        return mask;
    }

    internal static void CheckSizes(RgbImage image, LabelMask mask, string maskFile)
    {
        if ((image.Width, image.Height) != (mask.Width, mask.Height))
            throw new UserErrorException($"{maskFile}: is {mask.Width} x {mask.Height}, its image {image.Width} x {image.Height}");
    }

    internal static float[] TagsOf(LabelMask mask, int classes)
    {
        var tags = new float[classes];
        foreach (var label in mask.Pixels)
            if (label > 0 && label <= classes)
                tags[label - 1] = 1;
        return tags;
    }
}
