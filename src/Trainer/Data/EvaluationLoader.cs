using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Data;

/// <summary>Images as evaluation needs them; <see cref="Masks"/> are the true masks in the images' own sizes.</summary>
public sealed record EvaluationBatch(ImageBatch Input, IReadOnlyList<LabelMask> Masks);

/// <summary>Every image of a split once, in the list's order, resized to the network's input (aspect not kept).</summary>
public sealed class EvaluationLoader(DatasetSplit split, int size, int batchSize, int workers = 2)
{
    /// <summary>All batches, made ahead in the background; the last one may be smaller.</summary>
    public IEnumerable<EvaluationBatch> All() =>
        Prefetch.InOrder(Enumerable.Range(0, split.Count).Chunk(batchSize), indices => Load(indices), workers);

    /// <summary>The images of the given indices, on the calling thread.</summary>
    public EvaluationBatch Load(params IReadOnlyList<int> indices)
    {
        var builder = new ImageBatchBuilder(split, indices.Count, size, size);
        var masks = new List<LabelMask>(indices.Count);
        foreach (var index in indices)
        {
            var (image, mask) = split.Sample(index);
            masks.Add(mask);
            builder.Add(index, new TrainingCrop(
                Resampling.Bilinear(image, size, size), Resampling.Nearest(mask, size, size), [0, size, 0, size]));
        }
        return new EvaluationBatch(builder.Build(), masks);
    }
}
