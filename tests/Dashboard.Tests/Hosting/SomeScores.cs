using Platform.Contracts.Events;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>Evaluations whose class IoUs are known.</summary>
static class SomeScores
{
    const long Mistakes = 1_000_000;

    public static readonly string[] Classes = ["background", "circle", "square", "triangle", "star", "ring", "cross"];

    /// <param name="iou">Of each class, percent.</param>
    public static EvaluationCompleted Of(string output, Func<int, double> iou, int iteration = 1000) => new()
    {
        Iteration = iteration,
        Split = "val",
        Output = output,
        Network = "student",
        Protocol = new() { Scales = [1], Flip = false, Crf = false, ImageLabels = false, IgnoreIndex = 255, Thresholds = new Dictionary<string, double>() },
        ClassNames = Classes,
        Confusion = [.. Enumerable.Range(0, Classes.Length).Select(c => Row(c, iou(c) / 100))],
        ImageCount = 300,
        MeanIou = Enumerable.Range(0, Classes.Length).Average(iou),
    };

    // each class loses as many pixels to the next one as it gets from the one before
    static long[] Row(int place, double iou)
    {
        var row = new long[Classes.Length];
        row[place] = (long)(iou * 2 * Mistakes / (1 - iou));
        row[(place + 1) % row.Length] = Mistakes;
        return row;
    }
}
