using System.Globalization;
using Platform.Contracts.Api;
using Spectre.Console;

namespace Platform.Demo;

/// <summary>The variants side by side, as the tracker's API tells of them.</summary>
static class ResultTable
{
    public static async Task WriteAsync(
        TrackerClient tracker, IReadOnlyList<Variant> variants, IReadOnlyList<DemoRun> runs, double trivial, CancellationToken cancel)
    {
        var table = new Table { Title = new("mIoU on Shapes' validation images, percent") };
        table.AddColumns("variant", "differs in", "CAM", "segmentation", "best", "at", "minutes");
        foreach (var run in runs)
        {
            var evaluations = await tracker.EvaluationsAsync(run.Id, cancel);
            var summary = (await tracker.RunAsync(run.Id, cancel))?.Summary;
            table.AddRow(
                run.Variant.Name, run.Variant.Difference(variants), Last(evaluations, "cam"), Last(evaluations, "seg"),
                Percent(summary?.BestMeanIou), summary?.BestIteration?.ToString(CultureInfo.InvariantCulture) ?? "", Minutes(run.Took));
        }
        table.AddRow("background everywhere", "", "", Percent(trivial), "", "", "");
        AnsiConsole.Write(table);
    }

    static string Last(IReadOnlyList<EvaluationResult> evaluations, string output) =>
        Percent(evaluations.Where(e => e.Output == output && e.Split == "val").MaxBy(e => e.Iteration)?.MeanIou);

    static string Percent(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";

    static string Minutes(TimeSpan time) => time.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture);
}
