using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Phases;

static class PhaseQueries
{
    /// <summary>The phases that count, as spans; a phase announced again by a resume is one span.</summary>
    public static async Task<IReadOnlyList<PhaseSpan>> SpansAsync(TrackerDb db, Guid run, Supersession visible, CancellationToken cancel)
    {
        var changes = await db.PhaseChanges.AsNoTracking().Where(p => p.RunId == run).OrderBy(p => p.Sequence).ToListAsync(cancel);
        var spans = new List<PhaseSpan>();
        foreach (var change in changes.Where(p => visible.Counts(p.Attempt, p.Iteration)))
        {
            if (spans.Count > 0 && spans[^1].Name == change.Name)
                continue;
            if (spans.Count > 0)
                spans[^1] = spans[^1] with { ToIteration = change.Iteration - 1 };
            spans.Add(new(change.Name, change.Iteration, null, change.Reason));
        }
        return await WithBestAsync(db, run, spans, visible, cancel);
    }

    static async Task<IReadOnlyList<PhaseSpan>> WithBestAsync(TrackerDb db, Guid run, List<PhaseSpan> spans, Supersession visible, CancellationToken cancel)
    {
        if (spans.Count == 0)
            return spans;
        var scored = await EvaluationQueries.SegmentationAsync(db, run, visible, cancel);
        return [.. spans.Select(span =>
        {
            var best = scored.Where(s => s.Iteration >= span.FromIteration && !(s.Iteration > span.ToIteration)).MaxBy(s => s.MeanIou);
            return span with { BestMeanIou = best?.MeanIou, BestIteration = best?.Iteration };
        })];
    }
}
