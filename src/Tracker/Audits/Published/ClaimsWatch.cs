using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Audits.Published;

/// <summary>Audits published claims again when the runs they are about change.</summary>
sealed class ClaimsWatch(IDbContextFactory<TrackerDb> databases, ClaimsStore store, TimeProvider clock, ILogger<ClaimsWatch> logger) : BackgroundService
{
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = (-1L, -1, (DateTimeOffset?)null);
        using var timer = new PeriodicTimer(s_every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                seen = await LookAsync(seen, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.AuditDelayed(logger, e.GetBaseException().Message); // database away: the next look audits
            }
    }

    // runs change a thousand times as often as somebody publishes claims about them
    async Task<(long Entries, int Runs, DateTimeOffset? Published)> LookAsync((long, int, DateTimeOffset?) seen, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var files = await db.Set<ClaimsRecord>().AsNoTracking().Select(f => new { f.Name, f.PublishedAt }).ToListAsync(cancel);
        if (files.Count == 0)
            return seen;
        var now = (await db.Runs.SumAsync(r => r.AppliedSequence, cancel), await db.Runs.CountAsync(cancel), files.Max(f => (DateTimeOffset?)f.PublishedAt));
        if (now == seen)
            return seen;
        foreach (var file in files)
            if (await store.RefreshAsync(file.Name, cancel))
                Log.ClaimsAudited(logger, file.Name);
        return now;
    }
}
