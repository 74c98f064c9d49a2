namespace Platform.Trainer.Data;

/// <summary>Fills the arrays of one <see cref="ImageBatch"/>, image by image.</summary>
sealed class ImageBatchBuilder(DatasetSplit split, int capacity, int height, int width)
{
    readonly int _classes = split.Dataset.ClassNames.Count;
    readonly List<string> _ids = new(capacity);
    readonly float[] _images = new float[capacity * 3 * height * width];
    readonly float[] _tags = new float[capacity * split.Dataset.ClassNames.Count];
    readonly int[] _boxes = new int[capacity * 4];
    readonly byte[] _masks = new byte[capacity * height * width];
    float[]? _strong;
    float[]? _second;

    public void Add(int index, TrainingCrop crop)
    {
        var (i, area) = (_ids.Count, height * width);
        _ids.Add(split.Ids[index]);
        Normalization.ToPlanes(crop.Image.Pixels, Last(_images));
        split.Tags(index).CopyTo(_tags.AsSpan(i * _classes));
        crop.Box.CopyTo(_boxes.AsSpan(i * 4));
        crop.Mask.Pixels.CopyTo(_masks.AsSpan(i * area));
    }

    /// <summary>The strong view of the image added last.</summary>
    public void AddStrong(RandomStream random)
    {
        _strong ??= new float[_images.Length];
        StrongView.Make(Last(_images), width, height, random, Last(_strong));
    }

    /// <summary>The second view of the image added last.</summary>
    public void AddSecond(RgbImage image)
    {
        _second ??= new float[_images.Length];
        Normalization.ToPlanes(image.Pixels, Last(_second));
    }

    public ImageBatch Build() => new()
    {
        Ids = _ids,
        Height = height,
        Width = width,
        ClassCount = _classes,
        Images = _images,
        Strong = _strong,
        Second = _second,
        Tags = _tags,
        Boxes = _boxes,
        Masks = _masks,
    };

    Span<float> Last(float[] views) => views.AsSpan((_ids.Count - 1) * 3 * height * width, 3 * height * width);
}
