using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>What is missing of a run's journal below entries that are there.</summary>
static class JournalGaps
{
    /// <param name="db">Where the entries are.</param>
    /// <param name="run">Whose.</param>
    /// <param name="applied">All entries up to this one are there.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async IAsyncEnumerable<SequenceRange> AfterAsync(
        TrackerDb db, Guid run, long applied, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var expected = applied + 1;
        var later = db.JournalEntries.AsNoTracking().Where(e => e.RunId == run && e.Sequence > applied)
            .OrderBy(e => e.Sequence).Select(e => e.Sequence).AsAsyncEnumerable();
        await foreach (var sequence in later.WithCancellation(cancel))
        {
            if (sequence > expected)
                yield return new(expected, sequence - 1);
            expected = sequence + 1;
        }
    }
}
