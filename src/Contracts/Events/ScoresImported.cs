using MassTransit;

namespace Platform.Contracts.Events;

/// <summary>
/// Scores that an imported log states of one output on one split. Logs hold no pixel counts: a reader can take the mean of the
/// classes, and no more.
/// </summary>
[EntityName(JournalEntity.Name), MessageUrn(WireName)]
public sealed record ScoresImported : IRunEvent
{
    public const string WireName = "scores-imported";

    /// <summary>Absent where the log ties them to none: its final test, its best checkpoint.</summary>
    public int? Iteration { get; init; }

    public required string Split { get; init; }

    /// <summary>"cam", "cam-aux", "seg", "seg+crf", "cam+crf" or "pseudo-label".</summary>
    public required string Output { get; init; }

    public required string Network { get; init; }

    /// <summary>The heading as the log has it ("Seg_vd"); with it, columns of one output differ.</summary>
    public required string Column { get; init; }

    /// <summary>The line that announces them ("Final Model Result:").</summary>
    public string? Title { get; init; }

    /// <summary>Where the heading stands: 1-based line of the source.</summary>
    public required int Line { get; init; }

    /// <summary>The file, where the source is a folder.</summary>
    public string? Part { get; init; }

    public StatedProtocol? Protocol { get; init; }

    /// <summary>In the log's order; empty where it states the mean alone.</summary>
    public required IReadOnlyList<StatedScore> Classes { get; init; }

    /// <summary>The mean as the log states it.</summary>
    public StatedScore? MeanIou { get; init; }
}

/// <summary>A number of a log.</summary>
/// <param name="Value">Percent.</param>
/// <param name="Text">The digits as written; fractions of 1 are told from percent by <paramref name="Value"/>.</param>
/// <param name="Line">1-based line of the source.</param>
/// <param name="Name">The class; absent for a mean.</param>
public sealed record StatedScore(double Value, string Text, int Line, string? Name = null);

/// <summary>What a log tells of how its scores were made; what is absent it does not tell.</summary>
public sealed record StatedProtocol
{
    public bool? Crf { get; init; }
    public bool? Flip { get; init; }
    public bool? ImageLabels { get; init; }
    public IReadOnlyList<double>? Scales { get; init; }
    public int? IgnoreIndex { get; init; }
    public double? BackgroundThreshold { get; init; }
}
