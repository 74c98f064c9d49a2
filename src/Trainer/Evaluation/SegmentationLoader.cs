using Platform.Trainer.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>Images of one size, ready for a network, with what their predictions are compared with.</summary>
/// <param name="Indices">In the split.</param>
/// <param name="Pixels">(B,3,Height,Width), normalised.</param>
/// <param name="Images">As they are in the dataset.</param>
/// <param name="Masks">True masks in the images' own sizes.</param>
sealed record SegmentationBatch(
    IReadOnlyList<int> Indices, int Width, int Height, float[] Pixels, IReadOnlyList<RgbImage> Images, IReadOnlyList<LabelMask> Masks)
{
    public Tensor On(Device device) => tensor(Pixels, [Indices.Count, 3, Height, Width]).to(device);
}

/// <summary>Every image of a split once, in order, read ahead in the background; neighbours of one size come together.</summary>
/// <param name="side">The square images are resized to; null: they keep their size.</param>
sealed class SegmentationLoader(DatasetSplit split, int? side)
{
    const int BatchPixels = 4 * 448 * 448; // as of an evaluation during training
    const int LargestBatch = 64;

    sealed record Sample(int Index, RgbImage Input, float[] Planes, RgbImage Image, LabelMask Mask);

    public IEnumerable<SegmentationBatch> All()
    {
        var together = new List<Sample>();
        foreach (var sample in Prefetch.InOrder(Enumerable.Range(0, split.Count), Load, Math.Max(4, Environment.ProcessorCount)))
        {
            if (together.Count > 0 && !Fits(together, sample))
            {
                yield return Batch(together);
                together.Clear();
            }
            together.Add(sample);
        }
        yield return Batch(together);
    }

    static bool Fits(List<Sample> batch, Sample next) =>
        (batch[0].Input.Width, batch[0].Input.Height) == (next.Input.Width, next.Input.Height)
        && batch.Count < Math.Clamp(BatchPixels / (next.Input.Width * next.Input.Height), 1, LargestBatch);

    Sample Load(int index)
    {
        var (image, mask) = split.Sample(index);
        var input = side is { } square ? Data.Images.Resampling.Bilinear(image, square, square) : image;
        var planes = new float[input.Pixels.Length];
        Normalization.ToPlanes(input.Pixels, planes);
        return new(index, input, planes, image, mask);
    }

    static SegmentationBatch Batch(List<Sample> samples) => new(
        [.. samples.Select(s => s.Index)], samples[0].Input.Width, samples[0].Input.Height, [.. samples.SelectMany(s => s.Planes)],
        [.. samples.Select(s => s.Image)], [.. samples.Select(s => s.Mask)]);
}
