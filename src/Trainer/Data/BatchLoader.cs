using Platform.Contracts;

namespace Platform.Trainer.Data;

/// <summary>
/// The training batches. Batch n is a pure function of (data, config, seed, n), whatever the number of workers, so that resuming
/// at iteration n needs nothing but n. Every epoch is a permutation of its own, without replacement; the last, incomplete batch
/// of an epoch is dropped.
/// </summary>
public sealed class BatchLoader
{
    readonly VocSplit _split;
    readonly DatasetConfig _config;
    readonly int _seed;
    readonly int _workers;
    EpochOrder? _order; // of the epoch last asked for; a lost race only costs a second shuffle

    /// <param name="workers">Batches made at the same time or waiting to be taken: also the bound on memory.</param>
    public BatchLoader(VocSplit split, DatasetConfig config, int seed, int workers = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        if (split.Count < config.BatchSize)
            throw new UserErrorException(
                $"dataset.batchSize is {config.BatchSize}, the split '{split.Name}' of {split.Dataset.Folder} has {split.Count} images");
        (_split, _config, _seed, _workers) = (split, config, seed, workers);
        BatchesPerEpoch = split.Count / config.BatchSize;
    }

    public int BatchesPerEpoch { get; }

    /// <summary>
    /// The batches of iterations <paramref name="iteration"/>, the next, and so on without end, made ahead by background threads.
    /// Leaving the loop waits for those under way.
    /// </summary>
    public IEnumerable<ImageBatch> From(int iteration) =>
        Prefetch.InOrder(Enumerable.Range(iteration, int.MaxValue - iteration), Load, _workers);

    /// <summary>The batch of one iteration (counted from 0), made on the calling thread.</summary>
    public ImageBatch Load(int iteration)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(iteration);
        var (epoch, batch) = Math.DivRem(iteration, BatchesPerEpoch);
        var indices = Order(epoch).AsSpan(batch * _config.BatchSize, _config.BatchSize);
        var size = _config.CropSize;
        var builder = new ImageBatchBuilder(_split, _config.BatchSize, size, size);
        for (var i = 0; i < indices.Length; i++)
        {
            var (image, mask) = _split.Sample(indices[i]);
            var random = new RandomStream(_seed, RandomPurpose.Augmentation, iteration, i);
            builder.Add(indices[i], Augmentations.Apply(image, mask, _config, random));
        }
        return builder.Build();
    }

    int[] Order(int epoch)
    {
        var current = Volatile.Read(ref _order);
        if (current?.Epoch == epoch)
            return current.Indices;
        var indices = Enumerable.Range(0, _split.Count).ToArray();
        new RandomStream(_seed, RandomPurpose.Shuffle, epoch).Shuffle(indices.AsSpan());
        Volatile.Write(ref _order, new EpochOrder(epoch, indices));
        return indices;
    }

    sealed record EpochOrder(int Epoch, int[] Indices);
}
