using Platform.Contracts.Statistics;

namespace Platform.Contracts.Api;

/// <summary>A ladder of ablations as papers print it, made of the switches runs were started with.</summary>
public sealed record AblationTable
{
    public required string Split { get; init; }
    public string? Network { get; init; }
    public required ScoreSelection Selection { get; init; }

    /// <summary>What was scored, a column each: "cam", "seg" …</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The output that class effects are of; null where nothing was evaluated.</summary>
    public string? Output { get; init; }

    /// <summary>Switches that are not the same in all rows, in the order in which the ladder turns them on.</summary>
    public required IReadOnlyList<string> Switches { get; init; }

    /// <summary>The steps in order, then what is left out of the last, then the other combinations.</summary>
    public required IReadOnlyList<AblationRow> Rows { get; init; }

    /// <summary>Classes of <see cref="AblationRow.Classes"/>, in the order of the dataset.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>What else runs differ in, the one shown first.</summary>
    public required IReadOnlyList<AblationSettings> Settings { get; init; }

    public required IReadOnlyList<ExcludedRuns> Excluded { get; init; }

    /// <summary>What a reader should know of the runs that are in: several code revisions, a switch only some of them state.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Values the request may choose from.</summary>
    public required ScoreChoices Choices { get; init; }

    /// <summary>Runs that were asked for, those excluded among them.</summary>
    public required int Runs { get; init; }
}

/// <summary>What a row is in the table.</summary>
public enum AblationRowKind
{
    /// <summary>Of the ladder: it has what the one before it has.</summary>
    Step,

    /// <summary>The last step without one of its switches.</summary>
    LeaveOneOut,

    /// <summary>On no ladder.</summary>
    Other,
}

/// <summary>Runs with one combination of switches.</summary>
public sealed record AblationRow
{
    /// <summary>"baseline", "+dta", "−dta", "anf + dta".</summary>
    public required string Label { get; init; }

    public required AblationRowKind Kind { get; init; }

    /// <summary>By <see cref="AblationTable.Switches"/>.</summary>
    public required IReadOnlyDictionary<string, bool> Switches { get; init; }

    /// <summary>The label of the row that <see cref="AblationScore.Before"/> compares with: the step before, or the last step; null: none.</summary>
    public string? Before { get; init; }

    /// <summary>By <see cref="AblationTable.Outputs"/>, in their order.</summary>
    public required IReadOnlyList<AblationScore> Scores { get; init; }

    /// <summary>By <see cref="AblationTable.ClassNames"/>, in their order.</summary>
    public required IReadOnlyList<AblationClass> Classes { get; init; }

    /// <summary>By seed.</summary>
    public required IReadOnlyList<AblationRun> Runs { get; init; }
}

/// <summary>Mean IoU of one output, percent, over a row's seeds.</summary>
public sealed record AblationScore(string Output, SampleSummary Score, MeanDifference? Before, MeanDifference? Baseline);

/// <summary>IoU of one class, percent, over a row's seeds, and how it differs.</summary>
public sealed record AblationClass(SampleSummary Iou, ClassEffect? Before, ClassEffect? Baseline);

/// <summary>The difference of a class's mean IoU between two rows. No test: for a few seeds there are too many classes.</summary>
/// <param name="Count">Seeds both rows have; runs of the smaller row where they share none.</param>
/// <param name="SameSign">In how many seeds the difference has the sign of <paramref name="Value"/>; null where rows share none.</param>
public sealed record ClassEffect(double? Value, int Count, int? SameSign);

/// <summary>A run of a row.</summary>
/// <param name="Scores">Percent, by output; one it has not is absent.</param>
/// <param name="Iteration">The evaluation that was read, of <see cref="AblationTable.Output"/> where it has that.</param>
public sealed record AblationRun(Guid Id, string Name, int Seed, int? Iteration, IReadOnlyDictionary<string, double> Scores);

/// <summary>Runs that are the same but for switches and seed.</summary>
/// <param name="Id">Stays the same as long as the settings do.</param>
/// <param name="Differing">The settings that are not the same in all that were asked for, by key.</param>
public sealed record AblationSettings(string Id, int Runs, int Combinations, IReadOnlyDictionary<string, string> Differing);

/// <summary>Runs left out, and why.</summary>
/// <param name="Count">All of them; <paramref name="Runs"/> names some.</param>
public sealed record ExcludedRuns(string Reason, int Count, IReadOnlyList<ExcludedRun> Runs);

public sealed record ExcludedRun(Guid Id, string Name, int Seed);

/// <summary>What the runs were evaluated by.</summary>
public sealed record ScoreChoices(IReadOnlyList<string> Splits, IReadOnlyList<string> Outputs, IReadOnlyList<string> Networks);
