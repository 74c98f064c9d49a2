using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Evaluations;

/// <summary>Evaluations, their numbers recomputed from the counts.</summary>
sealed class EvaluationQueries(IDbContextFactory<TrackerDb> databases)
{
    /// <summary>Those no resume superseded, after the given id, in order, of the first so many; null where the run is unknown.</summary>
    public async Task<IReadOnlyList<EvaluationResult>?> OfAsync(Guid run, CancellationToken cancel, long after = 0, int take = int.MaxValue)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Runs.AnyAsync(r => r.Id == run, cancel))
            return null;
        var visible = await Supersession.OfAsync(db, run, cancel);
        var evaluations = await db.Evaluations.AsNoTracking().Where(e => e.RunId == run && e.Sequence > after).OrderBy(e => e.Sequence).Take(take).ToListAsync(cancel);
        return [.. evaluations.Where(e => visible.Counts(e.Attempt, e.Iteration)).Select(Result)];
    }

    public async Task<ConfusionCounts?> ConfusionAsync(Guid run, long evaluation, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Evaluations.AsNoTracking().SingleOrDefaultAsync(e => e.RunId == run && e.Sequence == evaluation, cancel);
        if (found is null or { Stated: not null })
            return null;
        var names = Json<string[]>(found.ClassNames);
        return new(names, ConfusionBlob.Unpack(found.Confusion, names.Length));
    }

    /// <summary>What the run's best is chosen from: mIoU of its segmentation on the validation split, without those of checkpoints scored later.</summary>
    public static async Task<IReadOnlyList<SegmentationScore>> SegmentationAsync(TrackerDb db, Guid run, Supersession visible, CancellationToken cancel)
    {
        var scores = await db.Evaluations.AsNoTracking().Where(e => e.RunId == run && e.Split == "val" && e.Output == "seg" && e.MeanIou != null)
            .OrderBy(e => e.Sequence).Select(e => new { e.Attempt, e.Iteration, e.MeanIou, e.Protocol }).ToListAsync(cancel);
        return [.. scores.Where(s => visible.Counts(s.Attempt, s.Iteration) && !EvaluationProjection.IsOfCheckpoint(s.Protocol))
            .Select(s => new SegmentationScore(s.Iteration, s.MeanIou!.Value))];
    }

    public static EvaluationResult Result(Evaluation e)
    {
        if (e.Stated is { } stated)
            return Imports.ScoresProjection.Result(e, Json<ScoresImported>(stated));
        var names = Json<string[]>(e.ClassNames);
        var score = ConfusionScore.Of(ConfusionBlob.Unpack(e.Confusion, names.Length));
        return new()
        {
            Id = e.Sequence,
            Iteration = e.Iteration,
            Attempt = e.Attempt,
            Split = e.Split,
            Output = e.Output,
            Network = e.Network,
            Protocol = Json<EvaluationProtocol>(e.Protocol),
            ClassNames = names,
            ClassIou = score.ClassIou,
            MeanIou = score.MeanIou,
            ReportedMeanIou = e.ReportedMeanIou ?? double.NaN,
            PixelAccuracy = score.PixelAccuracy,
            ImageCount = e.ImageCount,
        };
    }

    static T Json<T>(string text) => JsonSerializer.Deserialize<T>(text, JournalJson.Options)!;
}

/// <summary>Percent.</summary>
sealed record SegmentationScore(int Iteration, double MeanIou);
