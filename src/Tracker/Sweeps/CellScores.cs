using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Journal;
using Platform.Contracts.Sweeps;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Sweeps;

/// <summary>The objective of cells, from the evaluations of their runs, in an order that is kept.</summary>
static class CellScores
{
    public static IReadOnlyList<EvaluationPoint> Of(SweepCell cell) => Of(cell.Evaluations);

    public static IReadOnlyList<EvaluationPoint> Of(string? evaluations) =>
        evaluations is null ? [] : JsonSerializer.Deserialize<EvaluationPoint[]>(evaluations, JournalJson.Options) ?? [];

    /// <summary>Has the cell go on whatever a rung makes of it.</summary>
    public static void Keep(SweepCell cell)
    {
        if (cell.Evaluations is not null)
            cell.Evaluations = JsonSerializer.Serialize(Of(cell).Select(point => point with { Kept = true }), JournalJson.Options);
    }

    /// <summary>Takes in the evaluations that came since the last time.</summary>
    public static async Task TakeAsync(TrackerDb db, Sweep sweep, SweepCell cell, CancellationToken cancel)
    {
        if (SweepObjective.Parse(sweep.Objective) is { } objective
            && await Evaluations(db, objective).Where(e => e.RunId == cell.RunId && e.Sequence > cell.EvaluatedSequence).OrderBy(e => e.Sequence).ToListAsync(cancel) is { Count: > 0 } found)
            Take(sweep, cell, objective, found);
    }

    /// <summary>Takes in all evaluations of cells that had none yet, by one question.</summary>
    public static async Task TakeAsync(TrackerDb db, Sweep sweep, IReadOnlyList<SweepCell> cells, CancellationToken cancel)
    {
        if (cells.Count == 0 || SweepObjective.Parse(sweep.Objective) is not { } objective)
            return;
        var of = cells.ToDictionary(c => c.RunId);
        var runs = of.Keys.ToArray();
        var found = new List<Evaluation>();
        // a run at a time: of all of them the confusions would be too many at once
        await foreach (var evaluation in Evaluations(db, objective).Where(e => EF.Parameter(runs).Contains(e.RunId))
            .OrderBy(e => e.RunId).ThenBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (found.Count > 0 && found[0].RunId != evaluation.RunId)
            {
                Take(sweep, of[found[0].RunId], objective, found);
                found.Clear();
            }
            found.Add(evaluation);
        }
        if (found.Count > 0)
            Take(sweep, of[found[0].RunId], objective, found);
    }

    static IQueryable<Evaluation> Evaluations(TrackerDb db, SweepObjective objective) =>
        db.Evaluations.AsNoTracking().Where(e => e.Split == objective.Split && e.Output == objective.Output && e.Stated == null);

    static void Take(Sweep sweep, SweepCell cell, SweepObjective objective, List<Evaluation> found)
    {
        cell.EvaluatedSequence = found[^1].Sequence;
        var points = Of(cell).ToDictionary(p => p.Iteration);
        foreach (var evaluation in found.Where(e => !OfCheckpoint(e)))
            if (ValueOf(evaluation, objective) is { } value)
                points[evaluation.Iteration] = points.TryGetValue(evaluation.Iteration, out var known)
                    ? known with { Value = Math.Max(known.Value, value) } // another network, or the same once more after a resume
                    : new(evaluation.Iteration, value, ++sweep.Evaluated);
        cell.Evaluations = JsonSerializer.Serialize(points.Values.OrderBy(p => p.Iteration), JournalJson.Options);
        cell.Value = points.Count == 0 ? null : points.Values.MaxBy(p => p.Iteration)!.Value;
    }

    /// <summary>Takes them in from the beginning, as another objective asks for.</summary>
    public static async Task TakeAnewAsync(TrackerDb db, Sweep sweep, CancellationToken cancel)
    {
        foreach (var cell in await db.SweepCells.Where(c => c.SweepId == sweep.Id && c.Attempt > 0).OrderBy(c => c.EndedAt).ThenBy(c => c.Position).ToListAsync(cancel))
        {
            (cell.Value, cell.Evaluations, cell.EvaluatedSequence) = (null, null, 0);
            await TakeAsync(db, sweep, cell, cancel);
        }
    }

    // what is scored later by another protocol is not what cells are compared by
    static bool OfCheckpoint(Evaluation evaluation) =>
        JsonSerializer.Deserialize<Contracts.Events.EvaluationProtocol>(evaluation.Protocol, JournalJson.Options)?.OfCheckpoint == true;

    static double? ValueOf(Evaluation evaluation, SweepObjective objective)
    {
        var names = JsonSerializer.Deserialize<string[]>(evaluation.ClassNames, JournalJson.Options)!;
        return objective.Value(names, ConfusionBlob.Unpack(evaluation.Confusion, names.Length));
    }
}
