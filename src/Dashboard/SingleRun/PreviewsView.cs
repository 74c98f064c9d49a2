using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>The pictures of one iteration, a row an image.</summary>
public sealed class PreviewsView(Guid run, TrackerClient tracker)
{
    static readonly string[] s_kinds = ["input", "ground-truth", "cam", "pseudo-label", "prediction"];

    readonly ReadSoFar<PreviewInfo> _read = new(p => p.Id, (after, cancel) => tracker.PreviewsAfterAsync(run, after, cancel));

    public PreviewSettings Settings { get; private set; } = new();

    /// <summary>Iterations at which pictures were made, oldest first.</summary>
    public IReadOnlyList<int> Iterations { get; private set; } = [];

    public int? Shown => Settings.At ?? (Iterations.Count == 0 ? null : Iterations[^1]);

    /// <summary>Position of <see cref="Shown"/> in <see cref="Iterations"/>: what the slider moves.</summary>
    public int Position => Math.Max(0, Iterations.Count(i => i <= Shown) - 1);

    /// <summary>Kinds that exist, in reading order; unknown ones last.</summary>
    public IReadOnlyList<string> Kinds { get; private set; } = [];

    public IEnumerable<string> ShownKinds => Kinds.Where(k => !Settings.HiddenKinds.Contains(k));

    public IReadOnlyList<PreviewRow> Rows { get; private set; } = [];

    /// <summary>The classes of masks, by their numbers in them; empty before the first evaluation.</summary>
    public IReadOnlyList<string> ClassNames { get; private set; } = [];

    /// <summary>Classes that can be left out: the background cannot.</summary>
    public IReadOnlyList<string> Classes { get; private set; } = [];

    public async Task UpdateAsync(RunDetail detail, PreviewSettings settings, CancellationToken cancel)
    {
        if (_read.IsBehind(detail))
        {
            if (ClassNames.Count == 0 && await tracker.EvaluationsAfterAsync(run, 0, 1, cancel) is [var first, ..])
                ClassNames = first.ClassNames;
            await _read.UpdateAsync(detail, cancel);
            Iterations = [.. _read.All.Select(p => p.Iteration).Distinct().Order()];
            Kinds = [.. _read.All.Select(p => p.Kind).Distinct().OrderBy(k => Array.IndexOf(s_kinds, k) is >= 0 and var i ? i : int.MaxValue).ThenBy(k => k, StringComparer.Ordinal)];
            Classes = [.. ClassNames.Skip(1).Concat(_read.All.Select(p => p.ClassName).OfType<string>().Order(StringComparer.Ordinal)).Distinct()];
        }
        Settings = settings;
        Arrange();
    }

    /// <summary>The settings at a position; the last one follows what is to come.</summary>
    public PreviewSettings At(int position) => Settings with { At = position >= Iterations.Count - 1 ? null : Iterations[Math.Max(0, position)] };

    /// <summary>Pictures of a row and kind without the classes left out.</summary>
    public IEnumerable<PreviewInfo> PicturesOf(PreviewRow row, string kind) =>
        (row.Pictures.GetValueOrDefault(kind) ?? []).Where(p => p.ClassName is null || !Settings.Hidden.Contains(p.ClassName));

    /// <summary>What a mask is laid over: the row's input picture; null where there is none or the kind has no mask.</summary>
    public PreviewInfo? Under(PreviewRow row, string kind) =>
        Settings.Opacity is null || kind == "input" ? null : row.Pictures.GetValueOrDefault("input")?.FirstOrDefault();

    /// <summary>Whether pictures of the kind hold a class a pixel.</summary>
    public static bool IsMask(string kind) => kind is "ground-truth" or "pseudo-label" or "prediction";

    /// <summary>How a kind is headed.</summary>
    public static string Title(string kind) => kind switch
    {
        "input" => "Input",
        "ground-truth" => "Ground truth",
        "cam" => "CAM",
        "pseudo-label" => "Pseudo-label",
        "prediction" => "Prediction",
        _ => kind,
    };

    // input and ground truth are often journaled once: the newest at or before the chosen iteration counts
    void Arrange() => Rows =
    [
        .. _read.All.Where(p => p.Iteration <= Shown).GroupBy(p => p.ImageId).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(image => new PreviewRow(image.Key, image.GroupBy(p => p.Kind).ToDictionary(kind => kind.Key, Newest))),
    ];

    static IReadOnlyList<PreviewInfo> Newest(IEnumerable<PreviewInfo> pictures) =>
    [
        .. pictures.GroupBy(p => (p.Network, p.ClassName)).Select(g => g.MaxBy(p => (p.Iteration, p.Id))!)
            .OrderBy(p => p.Network, StringComparer.Ordinal).ThenBy(p => p.ClassName, StringComparer.Ordinal),
    ];
}

/// <summary>One image's pictures by kind; a CAM has one for each class of the image.</summary>
public sealed record PreviewRow(string ImageId, IReadOnlyDictionary<string, IReadOnlyList<PreviewInfo>> Pictures);
