using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Ablations;

/// <summary>How the ladder is worded, on the page and in files.</summary>
public static class AblationText
{
    /// <summary>"CAM", "Seg", "Seg+crf".</summary>
    public static string Output(string output) => output switch
    {
        "cam" => "CAM",
        _ => char.ToUpperInvariant(output[0]) + output[1..],
    };

    /// <summary>What the numbers are.</summary>
    public static string Scores(AblationTable table) => Scores(table.Split, table.Selection, table.Network);

    /// <inheritdoc cref="Scores(AblationTable)"/>
    public static string Scores(string split, ScoreSelection selection, string? network) =>
        $"mIoU on {split}, percent, recomputed from confusion matrices: mean ± sample standard deviation over seeds (how many), "
        + (selection == ScoreSelection.Best
            ? "at each run's highest evaluation, which was chosen on this split and so flatters, "
            : "at each run's last evaluation, ")
        + (network is null ? "of its better network where it has two." : $"of {network}.");

    /// <summary>What the tests are.</summary>
    public static string Tests(AblationTable table) =>
        $"Differences of {Output(table.Output ?? "seg")} with 95 % confidence intervals: runs of the same seeds are compared in pairs (Student's t on the "
        + "differences), others by Welch's t; two-sided. p values are corrected by Holm for all comparisons of the column at the 5 % level; intervals are of each comparison alone. "
        + $"Below {MeanDifference.FewestRuns} runs a row nothing is claimed. “Not told from chance” is no proof that there is no effect.";

    /// <summary>"p = 0.061, 0.547 corrected"; empty where there was no test.</summary>
    public static string Probability(MeanDifference difference) => difference switch
    {
        { PValue: null } => "",
        { Comparisons: > 1 } => $"{DifferenceText.P(difference.PValue.Value)}, {Figures.Probability(difference.AdjustedPValue)} corrected",
        _ => DifferenceText.P(difference.PValue.Value),
    };

    public static AblationScore? Chosen(AblationTable table, AblationRow row) => row.Scores.FirstOrDefault(s => s.Output == table.Output);

    public static string Kind(AblationRowKind kind) => kind switch
    {
        AblationRowKind.Step => "The ladder: each row has what the one above has, and more",
        AblationRowKind.LeaveOneOut => "Leave one out: the last step without one switch, compared with the last step",
        _ => "Other combinations, compared with the baseline",
    };

    /// <summary>"optimizer.learningRate 0.002, dataset.cropSize 64".</summary>
    public static string Settings(AblationSettings settings) => settings.Differing.Count == 0
        ? "the only settings"
        : string.Join(", ", settings.Differing.Take(4).Select(d => $"{d.Key} {d.Value}")) + (settings.Differing.Count > 4 ? $" and {settings.Differing.Count - 4} more" : "");

    /// <summary>"ladder · sweep dupl-shapes-ladder: 18 runs, 6 combinations".</summary>
    public static string Scope(AblationScope scope) =>
        $"{scope.Project} / {scope.Experiment}{(scope.Sweep is { } sweep ? $" · sweep {sweep}" : "")}: {Format.Count(scope.Runs, "run")}, {Format.Count(scope.Combinations, "combination")}";
}
