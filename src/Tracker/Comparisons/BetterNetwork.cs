using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Metrics;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Comparisons;

/// <summary>
/// Methods of one network and of two are compared by the better one of each run: <c>miou/val/seg/*</c> stands for the run's
/// <c>miou/val/seg</c> or for the one of its <c>miou/val/seg/student-1</c>, <c>…/student-2</c> that reached the better value.
/// </summary>
static class BetterNetwork
{
    const string Suffix = "/" + ComparedHead.Better;

    /// <summary>The metric to read for each run; runs without any are left out where it is a choice.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(TrackerDb db, IReadOnlyList<Guid> runs, string metric, CancellationToken cancel)
    {
        if (!metric.EndsWith(Suffix, StringComparison.Ordinal))
            return runs.Distinct().ToDictionary(run => run, _ => metric);
        var (single, several) = (metric[..^Suffix.Length], metric[..^1]);
        var totals = await db.MetricTotals.AsNoTracking().Where(t => runs.Contains(t.RunId) && t.Count > 0 && (t.Name == single || t.Name.StartsWith(several)))
            .Select(t => new { t.RunId, t.Name, t.Best }).ToListAsync(cancel);
        var sign = MetricDirection.IsLowerBetter(metric) ? -1 : 1;
        return totals.GroupBy(t => t.RunId).ToDictionary(g => g.Key, g => g.OrderByDescending(t => sign * t.Best ?? double.NegativeInfinity).ThenBy(t => t.Name, StringComparer.Ordinal).First().Name);
    }

    /// <summary>Outputs that not all runs evaluated of the same single network, as choices before the others.</summary>
    public static IEnumerable<ComparedHead> Choices(IEnumerable<(Guid Run, string Split, string Output, string Network)> heads) =>
        heads.GroupBy(h => (h.Split, h.Output)).Where(g => g.Select(h => h.Network).Distinct().Count() > 1)
            .Select(g => new ComparedHead(g.Key.Split, g.Key.Output, ComparedHead.Better, g.Select(h => h.Run).Distinct().Count()));
}
