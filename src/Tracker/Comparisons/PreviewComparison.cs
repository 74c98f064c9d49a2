using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Runs;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Comparisons;

/// <summary>One image at one iteration over runs; a run that has none there shows its nearest.</summary>
sealed class PreviewComparison(IDbContextFactory<TrackerDb> databases)
{
    // journaled once by some trainers: any of the run's will do
    static readonly string[] s_fixed = ["input", "ground-truth"];

    public async Task<ComparedPreviews> CompareAsync(IReadOnlyList<Guid> runs, string? image, int? iteration, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var visible = await Supersession.OfAsync(db, runs, cancel);
        var stored = await db.Previews.AsNoTracking().Where(p => runs.Contains(p.RunId)).OrderBy(p => p.Id).Select(p => new
        {
            p.RunId, p.Attempt, Info = new PreviewInfo(p.Id, p.Iteration, p.ImageId, p.Kind, p.ClassName, p.Network, p.SizeBytes),
        }).ToListAsync(cancel);
        var seen = stored.Where(p => visible[p.RunId].Counts(p.Attempt, p.Info.Iteration)).ToLookup(p => p.RunId, p => p.Info);
        string[] images = [.. seen.SelectMany(r => r).Select(p => p.ImageId).Distinct().Order(StringComparer.Ordinal)];
        var shown = image is not null && images.Contains(image) ? image : images.FirstOrDefault();
        var ofImage = runs.Distinct().Select(run => (Run: run, Pictures: seen[run].Where(p => p.ImageId == shown).ToArray())).ToArray();
        int[] iterations = [.. ofImage.SelectMany(r => r.Pictures).Where(IsDrawnAnew).Select(p => p.Iteration).Distinct().Order()];
        var at = iteration ?? (iterations.Length > 0 ? iterations[^1] : null);
        return new()
        {
            Images = images, Iterations = iterations, Image = shown, Iteration = at,
            Runs = [.. ofImage.Select(r => Nearest(r.Run, r.Pictures, at ?? 0))],
            ClassNames = await ClassNamesAsync(db, runs, cancel),
        };
    }

    static bool IsDrawnAnew(PreviewInfo picture) => !s_fixed.Contains(picture.Kind);

    static RunPreviews Nearest(Guid run, PreviewInfo[] pictures, int at)
    {
        int[] iterations = [.. pictures.Where(IsDrawnAnew).Select(p => p.Iteration).Distinct().Order()];
        if (iterations.Length == 0)
            return new(run, null, []);
        var nearest = iterations.MinBy(i => Math.Abs((long)i - at));
        var stays = pictures.Where(p => !IsDrawnAnew(p)).GroupBy(p => p.Kind).Select(kind => kind.MinBy(p => (Math.Abs((long)p.Iteration - nearest), -p.Id))!);
        // what a checkpoint's evaluation painted again replaces the first
        var drawn = pictures.Where(p => IsDrawnAnew(p) && p.Iteration == nearest).GroupBy(p => (p.Kind, p.Network, p.ClassName)).Select(same => same.MaxBy(p => p.Id)!);
        return new(run, nearest, [.. stays, .. drawn]);
    }

    static async Task<IReadOnlyList<string>> ClassNamesAsync(TrackerDb db, IReadOnlyList<Guid> runs, CancellationToken cancel)
    {
        var names = await db.Evaluations.AsNoTracking().Where(e => runs.Contains(e.RunId)).Select(e => e.ClassNames).Distinct().Take(2).ToListAsync(cancel);
        return names is [var only] ? JsonSerializer.Deserialize<string[]>(only)! : [];
    }
}
