using Platform.Contracts;

namespace Platform.Trainer.Data;

/// <summary>
/// The training batches. Batch n is a pure function of (data, config, seed, n), whatever the number of workers, so that resuming
/// at iteration n needs nothing but n. Every epoch is a permutation of its own, without replacement; the last, incomplete batch
/// of an epoch is dropped.
/// </summary>
public sealed class BatchLoader
{
    const int MostAutomaticWorkers = 8; // each holds a batch; more have never been needed to keep up with one device

    readonly DatasetSplit _split;
    readonly DatasetConfig _config;
    readonly int _seed;
    readonly int _workers;
    readonly int? _strongFrom;
    readonly bool _second;
    EpochOrder? _order; // of the epoch last asked for; a lost race only costs a second shuffle

    /// <param name="strongFrom">The iteration from which batches have <see cref="ImageBatch.Strong"/>; null for never.</param>
    /// <param name="second">Whether batches have <see cref="ImageBatch.Second"/>.</param>
    /// <param name="workers">Threads that make batches; default <see cref="DatasetConfig.Workers"/>. One more batch waits at most.</param>
    public BatchLoader(DatasetSplit split, DatasetConfig config, int seed, int? strongFrom = null, bool second = false, int? workers = null)
    {
        if (split.Count < config.BatchSize)
            throw new UserErrorException(
                $"dataset.batchSize is {config.BatchSize}, the split '{split.Name}' of {split.Dataset.Folder} has {split.Count} images");
        (_split, _config, _seed, _strongFrom, _second) = (split, config, seed, strongFrom, second);
        _workers = workers ?? (config.Workers > 0 ? config.Workers : Math.Clamp(Environment.ProcessorCount - 1, 1, MostAutomaticWorkers));
        ArgumentOutOfRangeException.ThrowIfLessThan(_workers, 1, nameof(workers));
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
            var random = Stream(RandomPurpose.Augmentation, iteration, i);
            var crop = Augmentations.Crop(image, mask, _config, random);
            builder.Add(indices[i], crop with { Image = ColorAugmentation.Apply(crop.Image, _config, random) });
            if (iteration >= _strongFrom)
                builder.AddStrong(Stream(RandomPurpose.StrongView, iteration, i));
            if (_second)
                builder.AddSecond(ColorAugmentation.Apply(crop.Image, _config, Stream(RandomPurpose.SecondView, iteration, i)));
        }
        return builder.Build();
    }

    // a stream for each view: asking for one leaves the others as they were
    RandomStream Stream(RandomPurpose purpose, int iteration, int i) => new(_seed, purpose, iteration, i);

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
