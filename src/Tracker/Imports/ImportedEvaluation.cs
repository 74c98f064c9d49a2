using Platform.Contracts.Events;
namespace Platform.Tracker.Imports;

/// <summary>One scored output: a column of a class table, or a stated mIoU alone.</summary>
public sealed record ImportedEvaluation
{
    /// <summary>The iteration before it; null where it is of no iteration in particular (the final test, the best checkpoint).</summary>
    public int? Iteration { get; init; }

    /// <summary>As the log says ("val", "val2017"); "val" where it does not.</summary>
    public required string Split { get; init; }

    /// <summary>Whether the log says the split.</summary>
    public bool SplitSaid { get; init; }

    /// <summary>"cam", "cam-aux", "seg", "seg+crf", "cam+crf" or "pseudo-label".</summary>
    public required string Output { get; init; }

    /// <summary>"student", "student-1", "student-2", "teacher".</summary>
    public required string Network { get; init; }

    /// <summary>The column's heading as written ("aux_CAM_2"); tells apart columns of one output ("Seg_ps", "Seg_vd").</summary>
    public required string Column { get; init; }

    /// <summary>The 1-based column of the table, the class names being the first; 0 without a table.</summary>
    public int ColumnNumber { get; init; }

    /// <summary>The line above the table, where it announces it ("Final Model Result:").</summary>
    public string? Title { get; init; }

    /// <summary>Whether the log calls it the final result or that of its best checkpoint.</summary>
    public bool Final { get; init; }

    /// <summary>Whether values are written as fractions of 1 rather than percent.</summary>
    public bool Fractions { get; init; }

    /// <summary>What the log and its settings tell.</summary>
    public StatedProtocol Protocol { get; init; } = new();

    /// <summary>In the order written; empty where only the mean is stated.</summary>
    public IReadOnlyList<ImportedScore> Classes { get; init; } = [];

    /// <summary>Null where the log states none.</summary>
    public ImportedNumber? MeanIou { get; init; }

    /// <summary>The line of the heading.</summary>
    public required int Line { get; init; }

    /// <summary>The file within a folder; null where there is one file only.</summary>
    public string? Part { get; init; }

    /// <summary>Percent: the mean over <see cref="Classes"/> that have a number; null without classes.</summary>
    public double? MeanOfClasses =>
        Classes.Where(c => double.IsFinite(c.Value)).Select(c => c.Value).DefaultIfEmpty(double.NaN).Average() is var mean && double.IsNaN(mean) ? null : mean;
}

/// <summary>The IoU of a class.</summary>
/// <param name="ClassName">As written; the index where the log has only that.</param>
/// <param name="Value">Percent; NaN where the log says so.</param>
/// <param name="Text">The digits as written.</param>
/// <param name="Line">1-based.</param>
public sealed record ImportedScore(string ClassName, double Value, string Text, int Line);

/// <summary>A number and where it stands.</summary>
/// <param name="Value">Percent.</param>
/// <param name="Text">The digits as written.</param>
/// <param name="Line">1-based.</param>
public sealed record ImportedNumber(double Value, string Text, int Line);
