using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Previews;

namespace Platform.Tracker.Journal;

/// <summary>
/// What a well-formed entry must satisfy besides to be stored in tables, so that applying it can only fail for the database's reasons. An entry
/// that does not is refused before it is stored.
/// </summary>
static class EntryCheck
{
    // Names are parts of keys; PostgreSQL's indexes end at about 2,700 bytes.
    public const int LongestName = 400;

    static readonly byte[] s_pngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads a line, or says why it is refused.</summary>
    public static JournalEntry? Read(byte[] line, out string? reason)
    {
        try
        {
            var entry = JournalEntry.Read(line);
            reason = entry.Header.RunId == Guid.Empty ? "runId is empty" : WhatIsWrong(entry.Event);
            return reason is null ? entry : null;
        }
        catch (JournalFormatException e)
        {
            reason = e.Message;
            return null;
        }
    }

    static string? WhatIsWrong(IRunEvent @event) => @event switch
    {
        RunStarted e => Names(("project", e.Project), ("experiment", e.Experiment), ("runName", e.RunName), ("method", e.Method),
            ("backbone", e.Backbone), ("dataset", e.Dataset)),
        MetricsLogged e => WrongMetrics(e),
        EvaluationCompleted e => WrongEvaluation(e),
        ScoresImported e => Names(("split", e.Split), ("output", e.Output), ("network", e.Network)),
        PreviewsRendered e => WrongPreviews(e),
        LogWritten { Lines: var lines } when lines.Any(l => l is null) => "lines holds a null",
        PhaseChanged e => Names(("to", e.To)),
        _ => null,
    };

    static string? Names(params ReadOnlySpan<(string Member, string Value)> names)
    {
        foreach (var (member, value) in names)
            if (value.Length > LongestName)
                return $"{member} has {value.Length} characters; at most {LongestName} are taken";
        return null;
    }

    static string? WrongMetrics(MetricsLogged e)
    {
        foreach (var name in e.Values.Keys)
            if (name.Length is 0 or > LongestName)
                return $"a metric's name has {name.Length} characters; it must have 1 to {LongestName}";
        return null;
    }

    static string? WrongEvaluation(EvaluationCompleted e) =>
        e.ClassNames.Count == 0 || e.ClassNames.Any(c => c is null)
            ? "classNames is empty or holds a null"
            : Names(("split", e.Split), ("output", e.Output), ("network", e.Network));

    static string? WrongPreviews(PreviewsRendered e)
    {
        if (e.Previews.Count > StoredPreview.PerEntry)
            return $"previews holds {e.Previews.Count} pictures; at most {StoredPreview.PerEntry} are taken";
        for (var i = 0; i < e.Previews.Count; i++)
            if (e.Previews[i] is { Png: { } png } preview && !png.AsSpan().StartsWith(s_pngSignature))
                return $"previews[{i}] ({preview.ImageId}, {preview.Kind}) is not a PNG";
        return null;
    }
}
