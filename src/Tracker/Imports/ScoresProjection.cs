using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Metrics;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Imports;

/// <summary>Keeps the scores of imported logs beside those computed from counts, and draws their means as series.</summary>
static class ScoresProjection
{
    public static async Task ApplyAsync(
        TrackerDb db, Run run, MetricProjection metrics, EntryHeader header, ScoresImported e, CancellationToken cancel)
    {
        var evaluation = new Evaluation
        {
            RunId = run.Id,
            Sequence = header.Sequence,
            Attempt = header.Attempt,
            Iteration = e.Iteration ?? run.Iteration,
            Split = StoredForm.Text(e.Split),
            Output = StoredForm.Text(e.Output),
            Network = StoredForm.Text(e.Network),
            Protocol = JsonSerializer.Serialize(Protocol(e), JournalJson.Options),
            ClassNames = StoredForm.Text(JsonSerializer.Serialize(e.Classes.Select(c => c.Name), JournalJson.Options)),
            Confusion = [],
            MeanIou = Mean(e) is { } mean ? StoredForm.Number(mean) : null,
            ReportedMeanIou = e.MeanIou is { } stated ? StoredForm.Number(stated.Value) : null,
            ImageCount = 0,
            Stated = StoredForm.Text(JsonSerializer.Serialize(e, JournalJson.Options)),
        };
        db.Add(evaluation);
        if (e.Iteration is not { } iteration) // of no iteration: no point of a curve
            return;
        run.Iteration = Math.Max(run.Iteration, iteration);
        if (evaluation.MeanIou is { } value)
            await metrics.AppendAsync(header, MetricColumns.Of(iteration, (SeriesName(evaluation, e), value)), cancel);
        EvaluationProjection.CountBest(run, evaluation);
    }

    public static EvaluationResult Result(Evaluation row, ScoresImported e) => new()
    {
        Id = row.Sequence,
        Iteration = row.Iteration,
        Attempt = row.Attempt,
        Split = row.Split,
        Output = row.Output,
        Network = row.Network,
        Protocol = Protocol(e),
        ClassNames = [.. e.Classes.Select(c => c.Name!)],
        ClassIou = [.. e.Classes.Select(c => double.IsFinite(c.Value) ? c.Value : (double?)null)],
        MeanIou = row.MeanIou ?? double.NaN,
        ReportedMeanIou = row.ReportedMeanIou ?? double.NaN,
        PixelAccuracy = double.NaN,
        ImageCount = 0,
        Stated = e,
    };

    // several columns may be of one output: "Seg_ps", "Seg_vd"
    static string SeriesName(Evaluation row, ScoresImported e) => $"{EvaluationProjection.SeriesName(row)}/{StoredForm.Text(e.Column)}";

    static double? Mean(ScoresImported e)
    {
        var known = e.Classes.Where(c => double.IsFinite(c.Value)).Select(c => c.Value).ToArray();
        return known.Length > 0 ? known.Average() : e.MeanIou?.Value;
    }

    // what the log does not state is in Stated absent, here false: a reader must look there
    static EvaluationProtocol Protocol(ScoresImported e) => new()
    {
        Scales = e.Protocol?.Scales ?? [],
        Flip = e.Protocol?.Flip ?? false,
        Crf = e.Protocol?.Crf ?? false,
        ImageLabels = e.Protocol?.ImageLabels ?? false,
        IgnoreIndex = e.Protocol?.IgnoreIndex ?? 255,
        Thresholds = e.Protocol?.BackgroundThreshold is { } background
            ? new Dictionary<string, double> { ["background"] = background } : new Dictionary<string, double>(),
    };
}
