using Platform.Contracts.Events;

namespace Platform.Contracts.Journal;

/// <summary>What JSON alone cannot say of an event: parts that must fit each other.</summary>
static class EventChecks
{
    public static void Check(IRunEvent @event)
    {
        switch (@event)
        {
            case MetricsLogged metrics: Check(metrics); break;
            case EvaluationCompleted evaluation: Check(evaluation); break;
            case ScoresImported scores: Check(scores); break;
            case PreviewsRendered previews: Check(previews); break;
        }
    }

    static void Check(MetricsLogged metrics)
    {
        var rows = metrics.Iterations.Count;
        foreach (var (name, column) in metrics.Values)
            if (column is null || column.Count != rows)
                throw new JournalFormatException($"values of '{name}' are {column?.Count ?? 0}, iterations are {rows}");
        if (metrics.OffsetsMs is { } offsets && offsets.Count != rows)
            throw new JournalFormatException($"offsetsMs are {offsets.Count}, iterations are {rows}");
        if (metrics.Lines is { } lines && lines.Count != rows)
            throw new JournalFormatException($"lines are {lines.Count}, iterations are {rows}");
    }

    static void Check(ScoresImported scores)
    {
        if (scores.Classes.Any(c => c?.Name is null || c.Text is null))
            throw new JournalFormatException("classes holds a null, or a class without a name");
    }

    static void Check(EvaluationCompleted evaluation)
    {
        var classes = evaluation.ClassNames.Count;
        if (evaluation.Confusion.Count != classes || evaluation.Confusion.Any(row => row is null || row.Count != classes))
            throw new JournalFormatException($"confusion is not {classes} × {classes}, as classNames say");
        if (evaluation.Confusion.Any(row => row.Any(count => count < 0)))
            throw new JournalFormatException("confusion holds a negative count");
    }

    static void Check(PreviewsRendered previews)
    {
        foreach (var preview in previews.Previews)
            if ((preview?.Png is null) == (preview?.Blob is null))
                throw new JournalFormatException($"preview of '{preview?.ImageId}' must hold either png or blob");
    }
}
