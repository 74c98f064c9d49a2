using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>Training time of a sweep.</summary>
static class SweepTimes
{
    /// <summary>Hours so far, leases that have ended and those that have not.</summary>
    public static async Task<double> HoursAsync(TrackerDb db, Guid sweep, DateTimeOffset now, CancellationToken cancel) =>
        HoursOf(await db.SweepCells.AsNoTracking().Where(c => c.SweepId == sweep && c.StartedAt != null)
            .Select(c => new SweepTime(c.BusySeconds, c.LeasedAt)).ToListAsync(cancel), now);

    public static double HoursOf(IEnumerable<SweepCell> cells, DateTimeOffset now) => HoursOf(cells.Select(c => new SweepTime(c.BusySeconds, c.LeasedAt)), now);

    public static double HoursOf(IEnumerable<SweepTime> cells, DateTimeOffset now) =>
        cells.Sum(c => c.BusySeconds + (c.LeasedAt is { } leased ? Math.Max(0, (now - leased).TotalSeconds) : 0)) / 3600;
}

/// <summary>Of one cell.</summary>
readonly record struct SweepTime(double BusySeconds, DateTimeOffset? LeasedAt);
