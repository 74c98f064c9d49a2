using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>Packs the entries of ended runs into segments, each in a transaction of its own.</summary>
sealed class JournalPacker(IDbContextFactory<TrackerDb> databases, IJournalWriter writer)
{
    const int MostRuns = 100;
    const int MostEntries = 4000;

    // bytes of lines a segment: enough for the compression, little enough to unpack for a few lines
    const long EnoughBytes = 4 << 20;

    /// <summary>Packs what there is.</summary>
    /// <returns>Segments made.</returns>
    public async Task<int> PackAsync(CancellationToken cancel)
    {
        var segments = 0;
        foreach (var run in await EndedAsync(cancel))
            while (await PackNextAsync(run, cancel))
                segments++;
        return segments;
    }

    async Task<List<Guid>> EndedAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Runs.Where(r => r.EndedAt != null && r.PackedSequence < r.AppliedSequence)
            .OrderBy(r => r.EndedAt).Take(MostRuns).Select(r => r.Id).ToListAsync(cancel);
    }

    async Task<bool> PackNextAsync(Guid run, CancellationToken cancel)
    {
        using var turn = await writer.EnterAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var row = (await writer.LockRunsAsync(db, [run], cancel))[run];
        var lines = row.EndedAt is null ? [] : await NextLinesAsync(db, row, cancel);
        if (lines.Count == 0)
            return false;
        var packed = SegmentCodec.Pack(lines);
        // what is deleted below exists nowhere else: that it comes back is seen, not assumed
        var unpacked = SegmentCodec.Unpack(packed);
        if (unpacked.Count != lines.Count || !unpacked.Zip(lines).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
            throw new InvalidOperationException($"entries {row.PackedSequence + 1} to {row.PackedSequence + lines.Count} of run {run} do not survive packing");
        var (first, last) = (row.PackedSequence + 1, row.PackedSequence + lines.Count);
        db.Add(new JournalSegment { RunId = run, FirstSequence = first, LastSequence = last, LineBytes = lines.Sum(l => (long)l.Length), Packed = packed });
        row.PackedSequence = last;
        await db.SaveChangesAsync(cancel);
        await db.JournalEntries.Where(e => e.RunId == run && e.Sequence >= first && e.Sequence <= last).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    // all up to the applied sequence are there, one after the other
    static async Task<List<byte[]>> NextLinesAsync(TrackerDb db, Run run, CancellationToken cancel)
    {
        var lines = new List<byte[]>();
        var bytes = 0L;
        var waiting = db.JournalEntries.AsNoTracking()
            .Where(e => e.RunId == run.Id && e.Sequence > run.PackedSequence && e.Sequence <= run.AppliedSequence)
            .OrderBy(e => e.Sequence).Select(e => e.Bytes).Take(MostEntries).AsAsyncEnumerable();
        await foreach (var line in waiting.WithCancellation(cancel))
        {
            lines.Add(line);
            bytes += line.Length;
            if (bytes >= EnoughBytes)
                break;
        }
        return lines;
    }
}
