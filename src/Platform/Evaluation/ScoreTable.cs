using System.Globalization;
using Platform.Contracts.Events;
using Platform.Trainer.Evaluation;
using Spectre.Console;

namespace Platform.Evaluation;

/// <summary>Scores for readers: an output and network a column, what is measured a row, percent.</summary>
static class ScoreTable
{
    public static void Write(IReadOnlyList<EvaluationCompleted> scores)
    {
        var table = new Table();
        table.AddColumn("");
        foreach (var score in scores)
            table.AddColumn(new TableColumn(Markup.Escape($"{score.Output}\n{score.Network}")).RightAligned());
        var matrices = scores.Select(s => ConfusionMatrix.FromRows(s.Confusion)).ToArray();
        table.AddRow(["image labels", .. scores.Select(s => s.Protocol.ImageLabels ? "used" : "no")]);
        table.AddRow(["mIoU", .. matrices.Select(m => Percent(m.MeanIou()))]);
        table.AddRow(["pixel accuracy", .. matrices.Select(m => Percent(m.PixelAccuracy()))]);
        table.AddRow(["class accuracy", .. matrices.Select(m => Percent(m.MeanClassAccuracy()))]);
        table.AddEmptyRow();
        var iou = matrices.Select(m => m.Iou()).ToArray();
        for (var c = 0; c < scores[0].ClassNames.Count; c++)
            table.AddRow([Markup.Escape(scores[0].ClassNames[c]), .. iou.Select(i => Percent(i[c]))]);
        AnsiConsole.Write(table);
    }

    /// <summary>"seg: scales 1, 1.5 + flip, max, original"</summary>
    public static string Describe(EvaluationCompleted score)
    {
        var p = score.Protocol;
        var scales = string.Join(", ", p.Scales.Select(s => s.ToString(CultureInfo.InvariantCulture)));
        return $"{score.Output}: input {p.InputSize}, scales {scales}{(p.Flip ? " + flip" : "")}"
            + (p.Fusion is { } fusion ? $", {fusion} over scales" : "")
            + (p.Crf ? ", dense CRF" : "")
            + string.Concat(p.Thresholds.Select(t => string.Create(CultureInfo.InvariantCulture, $", {t.Key} threshold {t.Value}")));
    }

    static string Percent(double share) => double.IsNaN(share) ? "–" : (100 * share).ToString("0.00", CultureInfo.InvariantCulture);
}
