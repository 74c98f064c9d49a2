using System.Globalization;
using Platform.Tracker.Imports;

namespace Platform.Imports;

/// <summary>Says what was taken from a log, and what was not.</summary>
static class ImportReport
{
    public static void Write(TextWriter to, ImportSource source, ImportedRun run, int unread)
    {
        var log = run.Survey;
        to.WriteLine($"{source.Path}: {log.Format}, {Count(log.LineCount, log.Format is LogFormats.TensorBoard or LogFormats.Wandb ? "record" : "line")}");
        to.WriteLine($"  run {run.Id}, SHA-256 {log.Sha256}");
        string[] taken =
        [
            Count(log.Parameters.Count, "setting"), Count(log.PointCount, "point"), Count(log.Evaluations.Count, "evaluation"),
            Count(log.Evaluations.Sum(e => e.Classes.Count), "class score"), Count(log.Statements.Count, "statement"), Count(log.Phases.Count, "phase"),
            .. log.PictureCount > 0 ? (string[])[Count(log.PictureCount, "picture")] : [],
        ];
        to.WriteLine($"  taken: {string.Join(", ", taken)}");
        foreach (var note in log.Notes)
            to.WriteLine($"  note: {note}");
        if (log.Unread.Count > 0)
            to.WriteLine($"  not taken: {Count(log.Unread.Count, "place")}");
        foreach (var line in log.Unread.Take(unread))
            to.WriteLine($"    {(line.Part is { } part ? $"{part}, " : "")}line {line.Line}: {line.Reason}{(line.Text.Length > 0 ? $": {line.Text.Trim()}" : "")}");
        if (log.Unread.Count > unread)
            to.WriteLine($"    and {log.Unread.Count - unread} more (--unread N)");
    }

    static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
