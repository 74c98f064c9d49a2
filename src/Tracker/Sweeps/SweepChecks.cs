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
            return new() { Faults = e.Faults, Cells = [], Reusable = 0, PastRuns = 0 };
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reusable = 0;
        foreach (var cell in draft.Cells)
            if (await CellAdding.SameRuns(db, cell.ConfigHash, cell.Seed).AnyAsync(cancel))
                reusable++;
        var (seconds, pastRuns) = await EstimateAsync(db, draft.Cells, cancel);
        return new() { Faults = [], Cells = [.. draft.Cells.Select(c => c.Name)], Reusable = reusable, EstimatedSeconds = seconds, PastRuns = pastRuns };
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
        return (cells.Count == 0 ? null : seconds, pastRuns);
    }
}
