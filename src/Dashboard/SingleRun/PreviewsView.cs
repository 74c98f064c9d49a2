using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>The pictures of one iteration, a row an image.</summary>
public sealed class PreviewsView(Guid run, TrackerClient tracker)
{
    static readonly string[] s_kinds = ["input", "ground-truth", "cam", "pseudo-label", "prediction"];

    IReadOnlyList<PreviewInfo> _all = [];
    long _readUpTo = -1;

    /// <summary>Iterations at which pictures were made, oldest first.</summary>
    public IReadOnlyList<int> Iterations { get; private set; } = [];

    /// <summary>The chosen iteration; null follows the latest.</summary>
    public int? Chosen { get; private set; }

    public int? Shown => Chosen ?? (Iterations.Count == 0 ? null : Iterations[^1]);

    /// <summary>Position of <see cref="Shown"/> in <see cref="Iterations"/>: what the slider moves.</summary>
    public int Position => Shown is { } shown ? Iterations.ToList().IndexOf(shown) : 0;

    /// <summary>Kinds that exist, in reading order; unknown ones last.</summary>
    public IReadOnlyList<string> Kinds { get; private set; } = [];

    public IReadOnlyList<PreviewRow> Rows { get; private set; } = [];

    public async Task UpdateAsync(RunDetail detail, CancellationToken cancel)
    {
        if (_readUpTo == detail.Summary.AppliedSequence)
            return;
        _all = await tracker.PreviewsAsync(run, cancel);
        _readUpTo = detail.Summary.AppliedSequence;
        Iterations = [.. _all.Select(p => p.Iteration).Distinct().Order()];
        Kinds = [.. _all.Select(p => p.Kind).Distinct().OrderBy(k => Array.IndexOf(s_kinds, k) is >= 0 and var i ? i : int.MaxValue).ThenBy(k => k, StringComparer.Ordinal)];
        Arrange();
    }

    /// <summary>Moves to a position; the last one follows what is to come.</summary>
    public void MoveTo(int position)
    {
        Chosen = position >= Iterations.Count - 1 ? null : Iterations[Math.Max(0, position)];
        Arrange();
    }

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
        .. _all.Where(p => p.Iteration <= Shown).GroupBy(p => p.ImageId).OrderBy(g => g.Key, StringComparer.Ordinal)
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
