using Platform.Contracts.Events;
using Platform.Tracker.Metrics;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Applies stored entries to the projections, per run strictly in sequence; entries that came early wait.</summary>
sealed class Projector(IJournalWriter writer, IMetricWriter metrics)
{
    // entries of a rebuilt run between two writes: not everything of a long run is held at once
    const int Portion = 500;

    /// <summary>Applies what is next, newly stored or waiting. Called inside the transaction that stored the entries and holds the runs.</summary>
    public async Task<IReadOnlyList<RunChanged>> ApplyAsync(
        TrackerDb db, IEnumerable<(Run Run, List<ReceivedEntry> Added)> runs, CancellationToken cancel)
    {
        var writing = new ProjectionWriting(db, metrics);
        var changed = new List<RunChanged>();
        foreach (var (run, added) in runs)
        {
            var before = run.AppliedSequence;
            await ApplyAsync(new(db, run, writing), added, cancel);
            changed.Add(new() { RunId = run.Id, AppliedSequence = run.AppliedSequence, NewestAt = run.UpdatedAt });
        }
        await writing.SaveAsync(cancel);
        return changed;
    }

    /// <summary>Applies the whole stored journal to a run whose projections were deleted.</summary>
    public async Task RebuildAsync(TrackerDb db, Guid run, CancellationToken cancel)
    {
        for (var more = true; more;)
        {
            var row = (await writer.LockRunsAsync(db, [run], cancel))[run];
            var writing = new ProjectionWriting(db, metrics);
            var projection = new RunProjection(db, row, writing);
            more = await ApplyStoredAsync(projection, long.MaxValue, Portion, cancel);
            projection.Flush();
            await writing.SaveAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    static async Task ApplyAsync(RunProjection projection, List<ReceivedEntry> added, CancellationToken cancel)
    {
        var run = projection.Run;
        var waited = run.AppliedSequence < run.HighestSequence;
        run.Stored += added.Count;
        run.HighestSequence = Math.Max(run.HighestSequence, added[^1].Header.Sequence);
        foreach (var entry in added)
        {
            if (waited && entry.Header.Sequence > run.AppliedSequence + 1)
                await ApplyStoredAsync(projection, entry.Header.Sequence, int.MaxValue, cancel);
            if (entry.Header.Sequence == run.AppliedSequence + 1)
                await projection.ApplyAsync(entry, cancel);
        }
        if (waited && run.AppliedSequence < run.HighestSequence)
            await ApplyStoredAsync(projection, long.MaxValue, int.MaxValue, cancel);
        projection.Flush();
    }

    /// <returns>Whether there may be more.</returns>
    static async Task<bool> ApplyStoredAsync(RunProjection projection, long before, int most, CancellationToken cancel)
    {
        var applied = 0;
        await foreach (var (sequence, line) in StoredLines.AfterAsync(projection.Db, projection.Run.Id, projection.Run.AppliedSequence, cancel))
        {
            if (sequence != projection.Run.AppliedSequence + 1 || sequence >= before)
                return false;
            await projection.ApplyAsync(ReceivedEntry.ReadStored(line), cancel);
            if (++applied == most)
                return true;
        }
        return false;
    }
}
