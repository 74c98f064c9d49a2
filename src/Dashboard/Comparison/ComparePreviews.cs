using Platform.Contracts.Api;

namespace Platform.Dashboard.Comparison;

/// <summary>One image at one iteration over the runs shown.</summary>
public sealed class ComparePreviews(TrackerClient tracker)
{
    static readonly string[] s_kinds = ["prediction", "pseudo-label", "cam", "ground-truth", "input"];

    public ComparedPreviews? Answer { get; private set; }

    /// <summary>The kinds there are, each with its network and class.</summary>
    public IReadOnlyList<PictureKind> Kinds { get; private set; } = [];

    public PictureKind? Kind { get; private set; }

    /// <summary>A cell a run, in the order of the groups.</summary>
    public IReadOnlyList<PictureCell> Cells { get; private set; } = [];

    /// <summary>Position of the shown iteration: what the slider moves.</summary>
    public int Position => Answer is { Iteration: { } at } answer ? Math.Max(0, answer.Iterations.ToList().FindLastIndex(i => i <= at)) : 0;

    public async Task UpdateAsync(CompareView view, CancellationToken cancel)
    {
        ComparedLook[] looks = [.. view.Shown];
        var answer = await tracker.ComparePreviewsAsync([.. looks.SelectMany(l => l.Runs)], view.State.Image, view.State.At, cancel);
        Answer = answer;
        Kinds = [.. answer.Runs.SelectMany(r => r.Pictures).Select(PictureKind.Of).Distinct()
            .OrderBy(k => Array.IndexOf(s_kinds, k.Kind) is >= 0 and var i ? i : s_kinds.Length).ThenBy(k => k.ClassName, StringComparer.Ordinal).ThenBy(k => k.Network, StringComparer.Ordinal)];
        Kind = Kinds.FirstOrDefault(k => k.Key == view.State.Kind) ?? Kinds.FirstOrDefault();
        var byRun = answer.Runs.ToDictionary(r => r.RunId);
        Cells = [.. looks.SelectMany(look => look.Group.Runs.Where(r => byRun.ContainsKey(r.Id)).Select(run => Cell(look, run, byRun[run.Id])))];
    }

    PictureCell Cell(ComparedLook look, ComparedRun run, RunPreviews previews) => new(look, run, previews.Iteration,
        Matching(previews.Pictures), previews.Pictures.FirstOrDefault(p => p.Kind == "input"));

    /// <summary>Of a run whose networks are called otherwise the first of them; which one it is, its caption says.</summary>
    PreviewInfo? Matching(IReadOnlyList<PreviewInfo> pictures) => pictures.Where(p => p.Kind == Kind?.Kind && p.ClassName == Kind.ClassName)
        .OrderByDescending(p => p.Network == Kind!.Network).ThenBy(p => p.Network, StringComparer.Ordinal).FirstOrDefault();
}

/// <summary>A kind of picture that can be compared: "prediction", "cam of cat".</summary>
public sealed record PictureKind(string Kind, string? ClassName, string? Network)
{
    /// <summary>In addresses.</summary>
    public string Key => string.Join('/', new[] { Kind, ClassName, Network }.Where(p => p is not null));

    /// <summary>Whether it is a mask of labels, not a map of heat or a photograph.</summary>
    public bool IsMask => Kind is "prediction" or "pseudo-label" or "ground-truth";

    public static PictureKind Of(PreviewInfo picture) => new(picture.Kind, picture.ClassName, picture.Network);
}

/// <param name="Iteration">The run's nearest to the one asked for; null where it has no picture of the image.</param>
public sealed record PictureCell(ComparedLook Look, ComparedRun Run, int? Iteration, PreviewInfo? Picture, PreviewInfo? Input);
