using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Trainer.Evaluation;

namespace Platform.Evaluation;

/// <summary>Scores for programs: one JSON object, shares in percent, null for a class neither there nor predicted.</summary>
static class ScoreJson
{
    public static string Of(CheckpointSource source, IReadOnlyList<EvaluationCompleted> scores) => JsonSerializer.Serialize(
        new
        {
            Run = source.RunId,
            Checkpoint = source.Path,
            source.Iteration,
            scores[0].Split,
            scores[0].ImageCount,
            Results = scores.Select(Result),
        }, JournalJson.Options);

    static object Result(EvaluationCompleted score)
    {
        var matrix = ConfusionMatrix.FromRows(score.Confusion);
        return new
        {
            score.Output,
            score.Network,
            score.Protocol,
            MeanIou = Percent(matrix.MeanIou()),
            PixelAccuracy = Percent(matrix.PixelAccuracy()),
            ClassAccuracy = Percent(matrix.MeanClassAccuracy()),
            ClassIou = score.ClassNames.Zip(matrix.Iou()).Select(c => new { Name = c.First, Iou = Percent(c.Second) }),
            score.Confusion,
        };
    }

    static double? Percent(double share) => double.IsNaN(share) ? null : 100 * share;
}
