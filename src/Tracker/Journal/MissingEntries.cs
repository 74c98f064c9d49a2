using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Platform.Contracts.Commands;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Journal;

/// <summary>
/// Asks living trainers for entries that are missing below later ones. An entry may only be late, so a gap is asked for
/// when it is found a second time; and again only after a while.
/// </summary>
sealed class MissingEntries(
    IDbContextFactory<TrackerDb> databases, HeardTrainers trainers, IBus bus, TimeProvider clock, ILogger<MissingEntries> logger)
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
        foreach (var gap in await FindAsync(cancel))
        {
            var known = _known.GetValueOrDefault((gap.Run, gap.From));
            var due = known is not null && (known.AskedAt is not { } at || clock.GetElapsedTime(at) >= s_askAgain);
            if (due)
                await AskAsync(gap, cancel);
            found[(gap.Run, gap.From)] = gap with { AskedAt = due ? clock.GetTimestamp() : known?.AskedAt };
        }
        _known = found;
    }

    async Task<IReadOnlyList<Gap>> FindAsync(CancellationToken cancel)
    {
        var alive = trainers.Alive();
        if (alive.Count == 0)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var behind = await db.Runs.Where(r => alive.Contains(r.Id) && r.AppliedSequence < r.HighestSequence)
            .Select(r => new { r.Id, r.AppliedSequence }).ToListAsync(cancel);
        var found = new List<Gap>();
        foreach (var run in behind)
            await foreach (var gap in JournalGaps.AfterAsync(db, run.Id, run.AppliedSequence).Take(MostAtOnce).WithCancellation(cancel))
                found.Add(new(run.Id, gap.From, gap.To));
        return found;
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
        public long? AskedAt { get; init; }
    }
}
