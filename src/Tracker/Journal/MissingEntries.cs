using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Commands;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>
/// Asks living trainers for entries that are missing: below later ones, or at the end of a journal of which they say that it
/// was delivered. An entry may only be late, so a gap is asked for when it is found a second time, an end besides only while
/// nothing waits in the queue; and again after a while, each time a longer one.
/// </summary>
/// <param name="drained">Whether nothing waits in the journal's queue.</param>
sealed class MissingEntries(
    IDbContextFactory<TrackerDb> databases, HeardTrainers trainers, IBus bus, Func<CancellationToken, Task<bool>> drained, TimeProvider clock, ILogger<MissingEntries> logger)
{
    // of one run; the others follow when these are filled
    const int MostAtOnce = 100;
    static readonly TimeSpan s_askAgain = TimeSpan.FromSeconds(15);
    static readonly TimeSpan s_publishLimit = TimeSpan.FromSeconds(5);

    Dictionary<(Guid Run, long From), Gap> _known = [];

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var found = new Dictionary<(Guid, long), Gap>();
        Task<bool>? nothingWaits = null;
        foreach (var gap in await FindAsync(cancel))
        {
            var known = _known.GetValueOrDefault((gap.Run, gap.From));
            var due = known is not null && IsDue(known) && (!gap.IsEnd || await (nothingWaits ??= drained(cancel)));
            if (due)
                await AskAsync(gap, cancel);
            found[(gap.Run, gap.From)] = gap with { Asked = (known?.Asked ?? 0) + (due ? 1 : 0), AskedAt = due ? clock.GetTimestamp() : known?.AskedAt ?? 0 };
        }
        _known = found;
    }

    // what nobody can fill, such as an entry that is refused whenever it comes, is asked for ever more rarely
    bool IsDue(Gap known) => known.Asked == 0 || clock.GetElapsedTime(known.AskedAt) >= s_askAgain * (1 << Math.Min(known.Asked - 1, 8));

    async Task<IReadOnlyList<Gap>> FindAsync(CancellationToken cancel)
    {
        var delivered = trainers.Delivered();
        Guid[] atHand = [.. trainers.Alive().Union(delivered.Select(d => d.Key))];
        if (atHand.Length == 0)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        // of a run that is unknown nothing is asked for: it may have been pruned since
        var runs = await db.Runs.Where(r => atHand.Contains(r.Id) && r.DeletedAt == null)
            .Select(r => new { r.Id, r.AppliedSequence, r.HighestSequence, r.FenceAttempt }).ToListAsync(cancel);
        var gaps = new List<Gap>();
        foreach (var run in runs)
        {
            if (run.AppliedSequence < run.HighestSequence)
                await foreach (var gap in JournalGaps.AfterAsync(db, run.Id, run.AppliedSequence).Take(MostAtOnce).WithCancellation(cancel))
                    gaps.Add(new(run.Id, gap.From, gap.To));
            // an attempt that lost its lease may have delivered more, which would only be in conflict
            var end = delivered[run.Id].Where(j => run.FenceAttempt == 0 || run.FenceAttempt == j.Attempt).Select(j => j.Sequence).DefaultIfEmpty().Max();
            if (end > run.HighestSequence)
                gaps.Add(new(run.Id, run.HighestSequence + 1, end) { IsEnd = true });
        }
        return gaps;
    }

    async Task AskAsync(Gap gap, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_publishLimit);
        await bus.Publish(new ResendEntries { RunId = gap.Run, From = gap.From, To = gap.To }, limit.Token);
        Log.EntriesMissing(logger, gap.Run, gap.From, gap.To);
    }

    sealed record Gap(Guid Run, long From, long To)
    {
        /// <summary>Nothing after it is there.</summary>
        public bool IsEnd { get; init; }

        /// <summary>How often.</summary>
        public int Asked { get; init; }

        /// <summary>The last time.</summary>
        public long AskedAt { get; init; }
    }
}
