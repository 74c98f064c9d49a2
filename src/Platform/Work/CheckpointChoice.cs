using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Work;

/// <summary>
/// Which checkpoint a run goes on from: the newest its journal tells of that no later attempt left behind, where a file with
/// the very content is here or in the archive.
/// </summary>
sealed class CheckpointChoice(RunFolder folder, ICheckpointArchive? archive)
{
    /// <summary>Puts it in place, and removes whatever resuming could take for it.</summary>
    /// <returns>The checkpoint to go on from; null where there is none.</returns>
    public async Task<CheckpointSaved?> PrepareAsync(Guid run, CancellationToken cancel)
    {
        var told = Told();
        var chosen = await BringAsync(run, told, cancel);
        RemoveOthers(told.Take(chosen + 1));
        // in the archive too: what an attempt put there whose journal never told of it, nobody ever will go on from
        foreach (var sha256 in archive is null ? [] : (await archive.ListAsync(run, cancel)).Except(told.Select(c => c.Sha256)))
            await archive!.RemoveAsync(run, sha256, cancel);
        return chosen < 0 ? null : told[chosen];
    }

    /// <summary>Puts the newest and the best in place, where they are in the archive alone.</summary>
    public Task BringBackAsync(Guid run, CancellationToken cancel) => BringAsync(run, Told(), cancel);

    /// <returns>The place of the newest one that is here; -1 where none is.</returns>
    async Task<int> BringAsync(Guid run, List<CheckpointSaved> told, CancellationToken cancel)
    {
        var newest = told.Count - 1;
        while (newest >= 0 && !await IsHereAsync(run, told[newest], cancel))
            newest--;
        // the best one so far is not needed to go on, but it is what the run is judged by
        if (told.Take(newest + 1).LastOrDefault(c => c.IsBest) is { } best)
            await IsHereAsync(run, best, cancel);
        return newest;
    }

    /// <summary>The journal's checkpoints, oldest first, without those an attempt went on from before.</summary>
    List<CheckpointSaved> Told()
    {
        var told = new List<CheckpointSaved>();
        if (folder.HoldsJournal)
            foreach (var record in JournalReader.Read(folder.Journal))
                switch (record.WireName)
                {
                    case CheckpointSaved.WireName:
                        told.Add((CheckpointSaved)JournalEntry.Read(record.Bytes).Event);
                        break;
                    case RunResumed.WireName:
                        var from = ((RunResumed)JournalEntry.Read(record.Bytes).Event).FromIteration;
                        told.RemoveAll(c => c.Iteration > from);
                        break;
                    case RunStarted.WireName:
                        told.Clear();
                        break;
                }
        return told;
    }

    async Task<bool> IsHereAsync(Guid run, CheckpointSaved checkpoint, CancellationToken cancel)
    {
        var path = Path.Combine(folder.Path, checkpoint.Path);
        return await CheckpointFile.IsAsync(path, checkpoint, cancel) || archive is not null && await archive.FetchAsync(run, checkpoint, path, cancel);
    }

    void RemoveOthers(IEnumerable<CheckpointSaved> kept)
    {
        var names = kept.Select(c => Path.GetFileName(c.Path)).ToHashSet();
        if (!Directory.Exists(folder.Checkpoints))
            return;
        foreach (var path in Directory.GetFiles(folder.Checkpoints))
            if (!names.Contains(Path.GetFileName(path)))
                File.Delete(path);
    }
}
