namespace Platform.Tracker.Imports;

/// <summary>A log someone else wrote, read into what a run of ours would hold, each number with the place it came from.</summary>
public sealed record ImportedLog
{
    /// <summary>The file's or folder's name, as given.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// SHA-256 of the file's bytes, lower-case hex. Of several files: of the lines "DIGEST  NAME", in ordinal order of the
    /// names, as <c>sha256sum</c> prints them.
    /// </summary>
    public required string Sha256 { get; init; }

    /// <summary>One of <see cref="LogFormats"/>: "wsss-console", "summary", "tensorboard", "mlflow", "wandb", "csv" or "jsonl".</summary>
    public required string Format { get; init; }

    public IReadOnlyList<ImportedParameter> Parameters { get; init; } = [];

    /// <summary>At most a million; <see cref="PointCount"/> counts all.</summary>
    public IReadOnlyList<ImportedPoint> Points { get; init; } = [];

    public IReadOnlyList<ImportedEvaluation> Evaluations { get; init; } = [];
    public IReadOnlyList<ImportedPhase> Phases { get; init; } = [];
    public IReadOnlyList<ImportedStatement> Statements { get; init; } = [];

    /// <summary>What holds a number that was not taken, or is damaged; at most a thousand.</summary>
    public IReadOnlyList<UnreadLine> Unread { get; init; } = [];

    /// <summary>What whoever reads the numbers should know ("may be sampled").</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Lines of text, or records of a binary file.</summary>
    public int LineCount { get; init; }

    public long PointCount { get; init; }

    /// <summary>Pictures are in the run's journal alone.</summary>
    public int PictureCount { get; init; }

    /// <summary>When the run began, as the log tells; null where it does not.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>The formats that are recognised.</summary>
public static class LogFormats
{
    public const string Console = "wsss-console";
    public const string Summary = "summary";
    public const string TensorBoard = "tensorboard";
    public const string Mlflow = "mlflow";
    public const string Wandb = "wandb";
    public const string Csv = "csv";
    public const string JsonLines = "jsonl";
}
