using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Tracker.Ablations;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Backbones;

/// <summary>Methods by backbones, at one schedule.</summary>
sealed class BackboneQueries(IDbContextFactory<TrackerDb> databases, ScoredRunReader runs)
{
    /// <exception cref="FilterException">The filter cannot be understood.</exception>
    public async Task<BackboneTable> TableAsync(BackboneRequest request, CancellationToken cancel)
    {
        var scored = await runs.ReadAsync(request, cancel);
        var plan = BackbonePlan.Of(scored, request);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var costs = await RunCosts.ReadAsync(db, [.. plan.Cells.SelectMany(c => c.Runs).Select(r => r.Id)], cancel);
        string[] backbones = [.. plan.Cells.Select(c => c.Backbone).Distinct().Order(StringComparer.Ordinal)];
        return new()
        {
            Split = request.Split,
            Output = plan.Output,
            Network = request.Network,
            Selection = request.Selection,
            Schedules = [.. plan.Schedules.Select(s => new MatchedSchedule(
                s.Schedule.Id, s.Schedule.Data, s.Schedule.Iterations, s.Schedule.EffectiveBatch, s.Schedule.Crop, s.Schedule.Protocol.Words, s.Cells, s.Runs))],
            Backbones = backbones,
            Rows = [.. plan.Cells.GroupBy(c => (c.Method, c.Variant)).OrderBy(g => g.Key.Method, StringComparer.Ordinal).ThenBy(g => g.Key.Variant, StringComparer.Ordinal)
                .Select(g => Row(plan, [.. g], backbones, costs))],
            Excluded = plan.Excluded,
            Notes = plan.Notes,
            Choices = scored.Choices,
            Runs = scored.Total,
        };
    }

    static BackboneRow Row(BackbonePlan plan, PlannedCell[] cells, string[] backbones, RunCosts costs)
    {
        var reference = plan.Schedules[0].Schedule;
        PlannedCell?[] chosen =
        [
            .. backbones.Select(backbone => cells.Where(c => c.Backbone == backbone)
                .OrderBy(c => c.Schedule.DifferenceTo(reference).Count).ThenByDescending(c => c.Runs.Count).FirstOrDefault()),
        ];
        var matched = RunSettings.Of(chosen.Where(c => c?.Schedule == reference).Select(c => c!.Runs[0]));
        return new(cells[0].Method, cells[0].Variant, [.. chosen.Select(c => c is null ? null : Cell(plan.Output!, c, reference, costs))],
            [.. RunSettings.Differing(matched).Where(key => !key.StartsWith("backbone", StringComparison.Ordinal) && !Schedule.Holds(key))]);
    }

    static BackboneCell Cell(string output, PlannedCell cell, Schedule reference, RunCosts costs) => new(
        SampleSummary.Of(cell.Runs.Select(r => r.Scores[output].MeanIou)), cell.Schedule.DifferenceTo(reference), costs.Of(cell.Runs),
        [.. cell.Runs.Select(r => new AblationRun(r.Id, r.Summary.Name, r.Seed, r.Scores[output].Iteration, r.Scores.ToDictionary(s => s.Key, s => s.Value.MeanIou)))]);
}
