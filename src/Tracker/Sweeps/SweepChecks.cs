using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>What a sweep would come to: its cells, those that were trained before, and how long the others take by past runs.</summary>
sealed class SweepChecks(IDbContextFactory<TrackerDb> databases, SweepEditing editing)
{
    const int MostPastRuns = 20;

    public async Task<SweepCheck> CheckAsync(SweepRequest request, CancellationToken cancel)
    {
        SweepDraft draft;
        try
        {
            draft = editing.Plan(request.Yaml, request.Source);
        }
        catch (SweepFaultsException e)
        {
            return new() { Faults = e.Faults };
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var completed = await CellAdding.ReusableAsync(db, draft.Cells.Select(c => c.ConfigHash), cancel);
        PlannedCell[] reusable = [.. draft.Cells.Where(c => completed.ContainsKey((c.ConfigHash, c.Seed)))];
        var taken = request.Reuse ?? draft.Reuse ? reusable : [];
        var (seconds, pastRuns) = await EstimateAsync(db, draft.Cells, cancel);
        var (saved, _) = await EstimateAsync(db, taken, cancel);
        return new()
        {
            Faults = [],
            Cells = [.. draft.Cells.Select(c => c.Name)],
            Total = draft.Total,
            Notes = draft.Notes,
            Reusable = reusable.Length,
            // what is drawn later takes as long as what is drawn first
            EstimatedSeconds = seconds * draft.Total / draft.Cells.Count - saved,
            PastRuns = pastRuns,
        };
    }

    static async Task<(double? Seconds, int PastRuns)> EstimateAsync(TrackerDb db, IReadOnlyList<PlannedCell> cells, CancellationToken cancel)
    {
        var (seconds, pastRuns) = ((double?)0, 0);
        foreach (var alike in cells.GroupBy(c => (c.Method, c.Backbone, c.Dataset)))
        {
            var (method, backbone, dataset) = alike.Key;
            // a run that was interrupted took longer than it trained
            var past = await db.Runs.AsNoTracking()
                .Where(r => r.Method == method && r.Backbone == backbone && r.Dataset == dataset && r.Status == RunStatus.Completed
                    && r.Attempt == 1 && r.TotalIterations > 0 && r.StartedAt != null && r.EndedAt != null && r.Imported == null)
                .OrderByDescending(r => r.StartedAt).Take(MostPastRuns).Select(r => new { r.StartedAt, r.EndedAt, r.TotalIterations }).ToListAsync(cancel);
            pastRuns += past.Count;
            seconds = past.Count == 0 ? null
                : seconds + alike.Sum(c => (double)c.TotalIterations) * past.Average(r => (r.EndedAt!.Value - r.StartedAt!.Value).TotalSeconds / r.TotalIterations);
        }
        return (seconds, pastRuns);
    }
}
