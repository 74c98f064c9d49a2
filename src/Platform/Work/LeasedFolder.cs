using Platform.Contracts;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Trainer;
using Platform.Trainer.Journal;

namespace Platform.Work;

/// <summary>
/// Makes the folder in which a leased run goes on: its journal as far as the tracker holds it, and the newest checkpoint the
/// journal tells of. What an earlier attempt left on this machine is used where it fits.
/// </summary>
sealed class LeasedFolder(string runs, TrackerClient tracker, ICheckpointArchive? archive, TimeProvider clock, ILogger log)
{
    const int PageLines = 1000;
    const int AdoptedBytes = 4 << 20;

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <exception cref="UserErrorException">The tracker's journal and the lease contradict each other.</exception>
    public async Task<LeasedRun> PrepareAsync(Lease lease, CancellationToken cancel)
    {
        var folder = await FreeFolderAsync(lease, cancel);
        Directory.CreateDirectory(folder.Path);
        if (!await GoesOnAsync(folder, lease, cancel))
        {
            SetAside(folder, lease);
            await FetchJournalAsync(folder, lease, cancel);
        }
        return new(folder, await new CheckpointChoice(folder, archive).PrepareAsync(lease.RunId, cancel));
    }

    /// <summary>The run's folder; another one while a trainer writes there that has lost its lease and does not know it.</summary>
    async Task<RunFolder> FreeFolderAsync(Lease lease, CancellationToken cancel)
    {
        var folder = new RunFolder(Path.Combine(runs, lease.RunId.ToString()));
        for (var began = clock.GetTimestamp(); RunJournal.WriterOf(folder) is not null; await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancel))
            if (clock.GetElapsedTime(began) > s_patience)
                return new($"{folder.Path}.a{lease.Attempt}");
        return folder;
    }

    /// <summary>Whether the journal here holds what the tracker holds. What it holds beyond that, the tracker is given.</summary>
    async Task<bool> GoesOnAsync(RunFolder folder, Lease lease, CancellationToken cancel)
    {
        var beyond = new List<byte[]>();
        var (sequence, hash) = (0L, JournalEntry.NoHash);
        try
        {
            foreach (var record in folder.HoldsJournal ? JournalReader.Read(folder.Journal) : [])
                if (record.End.Sequence <= lease.Sequence)
                    (sequence, hash) = (record.End.Sequence, record.End.Hash);
                else
                    beyond.Add(record.Bytes);
        }
        catch (JournalFormatException)
        {
            return false;
        }
        return sequence == lease.Sequence && hash == lease.Hash && await AdoptAsync(lease, beyond, cancel);
    }

    async Task<bool> AdoptAsync(Lease lease, List<byte[]> lines, CancellationToken cancel)
    {
        for (var from = 0; from < lines.Count;)
        {
            var (count, bytes) = (0, 0L);
            while (from + count < lines.Count && (count == 0 || bytes < AdoptedBytes))
                bytes += lines[from + count++].Length;
            if (!await tracker.AdoptAsync(lease.RunId, lease.Attempt, lines.Skip(from).Take(count), cancel))
                return false;
            from += count;
        }
        return true;
    }

    void SetAside(RunFolder folder, Lease lease)
    {
        if (!Directory.EnumerateFileSystemEntries(folder.Path).Any())
            return;
        var aside = $"{folder.Path}.before-a{lease.Attempt}";
        if (Directory.Exists(aside))
            aside += "-" + clock.GetUtcNow().ToUnixTimeMilliseconds();
        Directory.Move(folder.Path, aside);
        Directory.CreateDirectory(folder.Path);
        if (new RunFolder(aside).HoldsJournal)
            WorkLog.JournalSetAside(log, folder.Path, aside);
    }

    async Task FetchJournalAsync(RunFolder folder, Lease lease, CancellationToken cancel)
    {
        if (lease.Sequence == 0)
            return;
        // taken up by name only once it is whole
        var part = folder.Journal + ".part";
        await using (var file = File.Create(part))
            for (var after = 0L; after < lease.Sequence;)
            {
                var lines = await tracker.JournalAsync(lease.RunId, after, (int)Math.Min(PageLines, lease.Sequence - after), cancel);
                if (lines.Count == 0)
                    throw new UserErrorException($"the tracker gave {after} of the {lease.Sequence} entries that run {lease.RunId} goes on from");
                foreach (var line in lines)
                {
                    await file.WriteAsync(line, cancel);
                    file.WriteByte((byte)'\n');
                }
                after += lines.Count;
            }
        File.Move(part, folder.Journal);
        var end = JournalReader.Read(folder.Journal).Last().End;
        if (end.Hash != lease.Hash)
            throw new UserErrorException($"the tracker's journal of run {lease.RunId} is not the one the lease is for; ask again");
        new JournalCursor(folder.Cursor).Save(end);
    }
}

/// <summary>A run that is ready to go on.</summary>
/// <param name="Newest">Null: from the beginning.</param>
sealed record LeasedRun(RunFolder Folder, CheckpointSaved? Newest);
