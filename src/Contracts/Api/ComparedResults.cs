using Platform.Contracts.Events;
using Platform.Contracts.Statistics;

namespace Platform.Contracts.Api;

/// <summary>Which number of a series stands for a run.</summary>
public enum RunStatistic
{
    /// <summary>The best over the run's iterations, each run's at its own.</summary>
    Best,

    Last,
}

/// <summary>The chosen metrics of groups of runs, a number a run, and their differences to one group.</summary>
/// <param name="Rows">A row a metric, in the order asked for.</param>
public sealed record ComparedValues(IReadOnlyList<MetricComparison> Rows);

/// <param name="LowerIsBetter">Whether the smallest value is the best one, by the metric's name.</param>
/// <param name="Groups">In the order asked for.</param>
public sealed record MetricComparison(string Name, bool LowerIsBetter, IReadOnlyList<GroupValue> Groups);

/// <summary>A number of a group: of each run, over the runs, and against the baseline.</summary>
/// <param name="Difference">Group less baseline; null for the baseline itself.</param>
public sealed record GroupValue(IReadOnlyList<RunValue> Runs, SampleSummary Summary, MeanDifference? Difference);

/// <param name="Iteration">Where the value is.</param>
public sealed record RunValue(Guid RunId, int Seed, double Value, int Iteration);

/// <summary>Per-class IoU of one output of groups of runs, percent, classes with the largest differences first.</summary>
public sealed record ComparedClasses
{
    public required IReadOnlyList<ClassComparison> Classes { get; init; }

    /// <summary>The mean IoU, as a class.</summary>
    public required ClassComparison Mean { get; init; }

    /// <summary>Which evaluation of each run was taken, group by group; runs without any are left out.</summary>
    public required IReadOnlyList<IReadOnlyList<TakenEvaluation>> Evaluations { get; init; }

    /// <summary>More than one: the numbers are not comparable as they stand.</summary>
    public required IReadOnlyList<EvaluationProtocol> Protocols { get; init; }
}

/// <param name="Groups">In the order asked for.</param>
public sealed record ClassComparison(string Name, IReadOnlyList<GroupValue> Groups);

/// <param name="Protocol">Its place in <see cref="ComparedClasses.Protocols"/>.</param>
public sealed record TakenEvaluation(Guid RunId, long Id, int Iteration, int Protocol);

/// <summary>Which evaluation of each run: the one of an output nearest to what is asked.</summary>
public sealed record ClassComparisonRequest
{
    public required IReadOnlyList<IReadOnlyList<Guid>> Groups { get; init; }

    /// <summary>The group the others are compared with.</summary>
    public int Baseline { get; init; }

    public string Split { get; init; } = "val";
    public string Output { get; init; } = "seg";

    /// <summary>Or <see cref="ComparedHead.Better"/>.</summary>
    public string Network { get; init; } = "student";

    /// <summary>Best: each run's evaluation of the highest mean IoU.</summary>
    public RunStatistic Statistic { get; init; }

    /// <summary>The last evaluation at or before it, in place of the statistic.</summary>
    public int? Iteration { get; init; }
}

/// <summary>The pictures of one image over runs at one iteration, and what else there is to see.</summary>
public sealed record ComparedPreviews
{
    /// <summary>Images any of the runs has.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>Iterations at which any of the runs has pictures of the image.</summary>
    public required IReadOnlyList<int> Iterations { get; init; }

    /// <summary>The image shown: the one asked for, else the first; null where there is none.</summary>
    public string? Image { get; init; }

    /// <summary>The iteration asked for, else the last.</summary>
    public int? Iteration { get; init; }

    public required IReadOnlyList<RunPreviews> Runs { get; init; }

    /// <summary>Names of the labels 0, 1, 2 … in masks, where the runs agree on them.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }
}

/// <param name="Iteration">The run's iteration nearest to the one asked for; null where it has no picture of the image.</param>
/// <param name="Pictures">Those of that iteration, with input and ground truth, which may have been drawn once.</param>
public sealed record RunPreviews(Guid RunId, int? Iteration, IReadOnlyList<PreviewInfo> Pictures);
