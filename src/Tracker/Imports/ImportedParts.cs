namespace Platform.Tracker.Imports;

/// <summary>A setting of the run; nested ones have dotted names ("train.max_iters").</summary>
/// <param name="Name">As written.</param>
/// <param name="Text">As written, without quotes.</param>
/// <param name="Line">1-based; of a binary file the record.</param>
public sealed record ImportedParameter(string Name, string Text, int Line)
{
    /// <summary>The file within a folder; null where there is one file only.</summary>
    public string? Part { get; init; }
}

/// <summary>A value of a metric.</summary>
/// <param name="Metric">As written ("cls_loss").</param>
/// <param name="Iteration">The step it is of.</param>
/// <param name="Value">As it reads.</param>
/// <param name="Text">The digits as written; of a binary file the shortest that read back the same.</param>
/// <param name="Line">1-based; of a binary file the record.</param>
public sealed record ImportedPoint(string Metric, int Iteration, double Value, string Text, int Line)
{
    /// <summary>The 1-based column of a table or CSV file; null elsewhere.</summary>
    public int? Column { get; init; }

    /// <summary>The file within a folder; null where there is one file only.</summary>
    public string? Part { get; init; }

    /// <summary>Whether the source holds it in single precision: equal to what was measured only after rounding.</summary>
    public bool Float32 { get; init; }
}

/// <summary>Where training entered a phase, as far as the log or its settings tell.</summary>
/// <param name="Name">"after cam_iters", or as the line says.</param>
/// <param name="Iteration">The first iteration of the phase.</param>
/// <param name="Reason">The text it follows from.</param>
/// <param name="Line">1-based.</param>
public sealed record ImportedPhase(string Name, int Iteration, string Reason, int Line);

/// <summary>A number in prose.</summary>
/// <param name="Subject">The words it belongs to ("Validation mIoU", "COCO val2017 mIoU").</param>
/// <param name="Value">As it reads, thousands separators taken out; of percent the percent.</param>
/// <param name="Text">The digits as written.</param>
/// <param name="Unit">"%" or the word after the number; empty where there is none.</param>
/// <param name="Iteration">Of the heading it stands under; null where there is none.</param>
/// <param name="Line">1-based.</param>
public sealed record ImportedStatement(string Subject, double Value, string Text, string Unit, int? Iteration, int Line);

/// <summary>A line with something in it that was not taken.</summary>
/// <param name="Line">1-based; of a binary file the record.</param>
/// <param name="Text">Its beginning.</param>
/// <param name="Reason">Why.</param>
public sealed record UnreadLine(int Line, string Text, string Reason)
{
    /// <summary>One line, though what it quotes may be several (a quoted field of a CSV file).</summary>
    public string Reason { get; } = Reason.ReplaceLineEndings(" ");

    /// <summary>The file within a folder; null where there is one file only.</summary>
    public string? Part { get; init; }
}
