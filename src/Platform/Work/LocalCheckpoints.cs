using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Trainer;

namespace Platform.Work;

/// <summary>
/// Frees a machine's disk of what a run that has ended left there and what lies elsewhere for certain: checkpoints the tracker
/// tells of, whose copy was read back from the archive, byte for byte. All else stays, the journal too.
/// </summary>
sealed class LocalCheckpoints(ICheckpointArchive archive, TrackerClient tracker)
{
    /// <returns>The bytes freed.</returns>
    public async Task<long> RemoveAsync(Guid run, RunFolder folder, CancellationToken cancel)
    {
        var freed = 0L;
        foreach (var told in await tracker.CheckpointsAsync(run, cancel))
        {
            var checkpoint = new CheckpointSaved
            {
                Iteration = told.Iteration, Path = told.Path, Sha256 = told.Sha256, SizeBytes = told.SizeBytes, IsBest = told.IsBest,
            };
            var path = Path.Combine(folder.Checkpoints, Path.GetFileName(told.Path));
            if (!await CheckpointFile.IsAsync(path, checkpoint, cancel) || !await IsKeptAsync(run, checkpoint, path + ".copy", cancel))
                continue;
            File.Delete(path);
            freed += checkpoint.SizeBytes;
        }
        return freed;
    }

    async Task<bool> IsKeptAsync(Guid run, CheckpointSaved checkpoint, string copy, CancellationToken cancel)
    {
        try
        {
            return await archive.FetchAsync(run, checkpoint, copy, cancel) && await CheckpointFile.IsAsync(copy, checkpoint, cancel);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
