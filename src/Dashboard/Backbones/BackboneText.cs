using Platform.Contracts.Api;
using Platform.Contracts.Statistics;
using Platform.Dashboard.Ablations;

namespace Platform.Dashboard.Backbones;

/// <summary>How the matrix is worded, on the page and in files.</summary>
public static class BackboneText
{
    /// <summary>"20,000 iterations, effective batch 16, crop 448, voc, trained on train_aug".</summary>
    public static string Schedule(MatchedSchedule schedule) => string.Join(", ",
        [
            $"{Format.Count(schedule.Iterations)} iterations", $"effective batch {Said(schedule.EffectiveBatch)}", $"crop {Said(schedule.Crop)}", schedule.Data,
        ]);

    public static string Reference(BackboneTable table) =>
        $"Reference schedule: {Schedule(table.Schedules[0])}; evaluated with {table.Schedules[0].Protocol}. Only cells of this schedule are comparable; others are grey and say what differs.";

    public static string Scores(BackboneTable table) =>
        $"{AblationText.Output(table.Output ?? "seg")} {AblationText.Scores(table.Split, table.Selection, table.Network)}";

    public static string Costs() =>
        "Time from start to end, pauses between attempts included; iterations a second as the trainer logged them, evaluations left out; peaks of memory. Costs of different devices are not compared.";

    public static string Method(BackboneRow row) => row.Variant is null ? row.Method : $"{row.Method} {row.Variant}";

    public static string Time(BackboneCost cost) => cost.Seconds.Mean is { } mean ? Format.Duration(TimeSpan.FromSeconds(mean)) : "–";

    public static string Rate(BackboneCost cost) => cost.IterationsPerSecond.Mean is { } mean ? Format.Number(mean) : "–";

    public static string Bytes(double? bytes) => bytes is { } b ? Format.Bytes((long)b) : "–";

    static string Said(int? value) => value is { } v ? Format.Count(v) : "not said";
}
