using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Metrics;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Evaluations;

/// <summary>Keeps evaluations, draws their mIoU as a series, and knows the run's best.</summary>
static class EvaluationProjection
{
    public static async Task ApplyAsync(
        TrackerDb db, Run run, MetricProjection metrics, EntryHeader header, EvaluationCompleted e, CancellationToken cancel)
    {
        var score = ConfusionScore.Of(e.Confusion);
        var evaluation = new Evaluation
        {
            RunId = run.Id,
            Sequence = header.Sequence,
            Attempt = header.Attempt,
            Iteration = e.Iteration,
            Split = StoredForm.Text(e.Split),
            Output = StoredForm.Text(e.Output),
            Network = StoredForm.Text(e.Network),
            Protocol = JsonSerializer.Serialize(e.Protocol, JournalJson.Options),
            ClassNames = JsonSerializer.Serialize(e.ClassNames, JournalJson.Options),
            Confusion = ConfusionBlob.Pack(e.Confusion),
            MeanIou = StoredForm.Number(score.MeanIou),
            ReportedMeanIou = StoredForm.Number(e.MeanIou),
            ImageCount = e.ImageCount,
        };
        db.Add(evaluation);
        run.Iteration = Math.Max(run.Iteration, e.Iteration);
        if (e.Protocol.OfCheckpoint == true) // no point of a curve, and of another protocol than those the best is chosen from
            return;
        await metrics.AppendAsync(header, MetricColumns.Of(e.Iteration, (SeriesName(evaluation), score.MeanIou)), cancel);
        CountBest(run, evaluation);
    }

    /// <summary>After a resume, once everything is saved.</summary>
    public static async Task RecountAsync(TrackerDb db, Run run, Supersession visible, CancellationToken cancel)
    {
        (run.BestMeanIou, run.BestIteration) = (null, null);
        var evaluations = await db.Evaluations.AsNoTracking().Where(e => e.RunId == run.Id).OrderBy(e => e.Sequence).ToListAsync(cancel);
        foreach (var evaluation in evaluations.Where(e => visible.Counts(e.Attempt, e.Iteration) && !IsOfCheckpoint(e.Protocol)))
            CountBest(run, evaluation);
    }

    /// <summary>Whether a stored protocol is that of a checkpoint scored later, which is no point of a curve.</summary>
    public static bool IsOfCheckpoint(string protocol) => JsonSerializer.Deserialize<EvaluationProtocol>(protocol, JournalJson.Options)!.OfCheckpoint == true;

    public static string SeriesName(Evaluation e) => $"miou/{e.Split}/{e.Output}" + (e.Network == "student" ? "" : $"/{e.Network}");

    public static void CountBest(Run run, Evaluation e)
    {
        if (e is { Split: "val", Output: "seg", MeanIou: { } value } && !(value <= run.BestMeanIou))
            (run.BestMeanIou, run.BestIteration) = (value, e.Iteration);
    }
}
