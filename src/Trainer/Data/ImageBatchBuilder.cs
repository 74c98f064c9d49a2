namespace Platform.Trainer.Data;

/// <summary>Fills the arrays of one <see cref="ImageBatch"/>, image by image.</summary>
sealed class ImageBatchBuilder(VocSplit split, int capacity, int height, int width)
{
    readonly int _classes = split.Dataset.ClassNames.Count;
    readonly List<string> _ids = new(capacity);
    readonly float[] _images = new float[capacity * 3 * height * width];
    readonly float[] _tags = new float[capacity * split.Dataset.ClassNames.Count];
    readonly int[] _boxes = new int[capacity * 4];
    readonly byte[] _masks = new byte[capacity * height * width];

    public void Add(int index, TrainingCrop crop)
    {
        var (i, area) = (_ids.Count, height * width);
        Normalization.ToPlanes(crop.Image.Pixels, _images.AsSpan(i * 3 * area, 3 * area));
        split.Tags(index).CopyTo(_tags.AsSpan(i * _classes));
        crop.Box.CopyTo(_boxes.AsSpan(i * 4));
        crop.Mask.Pixels.CopyTo(_masks.AsSpan(i * area));
        _ids.Add(split.Ids[index]);
    }

    public ImageBatch Build() => new()
    {
        Ids = _ids,
        Height = height,
        Width = width,
        ClassCount = _classes,
        Images = _images,
        Tags = _tags,
        Boxes = _boxes,
        Masks = _masks,
    };
}
