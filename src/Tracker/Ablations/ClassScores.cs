using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Evaluations;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Ablations;

/// <summary>IoU by class of one evaluation a run, recomputed from its counts.</summary>
sealed class ClassScores(IReadOnlyDictionary<Guid, IReadOnlyList<double?>> scores, IReadOnlyList<string> names)
{
    public IReadOnlyList<string> Names => names;

    /// <summary>Percent; null where the class does not occur or the run was not evaluated.</summary>
    public double? Of(Guid run, int place) => scores.TryGetValue(run, out var iou) && place < iou.Count ? iou[place] : null;

    public static async Task<ClassScores> ReadAsync(TrackerDb db, IReadOnlyDictionary<Guid, long> evaluations, CancellationToken cancel)
    {
        Guid[] runs = [.. evaluations.Keys];
        long[] sequences = [.. evaluations.Values.Distinct()];
        var rows = await db.Evaluations.AsNoTracking().Where(e => runs.Contains(e.RunId) && sequences.Contains(e.Sequence))
            .Select(e => new { e.RunId, e.Sequence, e.ClassNames, e.Confusion, e.Stated }).ToListAsync(cancel);
        var scores = new Dictionary<Guid, IReadOnlyList<double?>>();
        var names = Array.Empty<string>();
        foreach (var row in rows.Where(r => evaluations[r.RunId] == r.Sequence))
        {
            names = JsonSerializer.Deserialize<string[]>(row.ClassNames)!;
            scores[row.RunId] = row.Stated is { } stated
                ? [.. JsonSerializer.Deserialize<ScoresImported>(stated, JournalJson.Options)!.Classes.Select(c => double.IsFinite(c.Value) ? c.Value : (double?)null)]
                : ConfusionScore.Of(ConfusionBlob.Unpack(row.Confusion, names.Length)).ClassIou;
        }
        return new(scores, names);
    }
}
