using System.Globalization;

namespace Platform.Dashboard.SingleRun;

/// <summary>Which evaluation the Classes tab shows, and how its tables are arranged; kept in the address.</summary>
public sealed record ClassSettings : IPartSettings
{
    /// <summary>The evaluation's iteration; absent follows the latest.</summary>
    public int? At { get; init; }

    /// <summary>A column's title, or "class" by name; absent keeps the order of the classes.</summary>
    public string? Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>Whose confusion matrix is shown: a column's place.</summary>
    public int Matrix { get; init; }

    public Normalized Norm { get; init; }

    /// <summary>Whether the matrix has the classes that are confused most on top.</summary>
    public bool ByErrors { get; init; }

    /// <summary>Classes drawn as curves.</summary>
    public IReadOnlyList<string> Drawn { get; init; } = [];

    public RunTab Tab => RunTab.Classes;

    public IEnumerable<(string Key, string? Value)> Query =>
    [
        ("at", At?.ToString(CultureInfo.InvariantCulture)), ("sort", Sort), ("dir", Descending ? "desc" : null),
        ("matrix", Matrix > 0 ? Matrix.ToString(CultureInfo.InvariantCulture) : null),
        ("norm", Norm == Normalized.Row ? null : Norm.ToString().ToLowerInvariant()), ("order", ByErrors ? "errors" : null), ("draw", PageQuery.Joined(Drawn)),
    ];

    public static ClassSettings Read(PageQuery query) => new()
    {
        At = query.Int("at"), Sort = query.Text("sort"), Descending = query.Text("dir") == "desc", Matrix = Math.Max(0, query.Int("matrix") ?? 0),
        Norm = query.Choice<Normalized>("norm") ?? Normalized.Row,
        ByErrors = query.Text("order") == "errors", Drawn = query.Texts("draw"),
    };

    /// <summary>A click on a head: IoU from the lowest (what needs work), names from A; then the other way round.</summary>
    public ClassSettings SortedBy(string key) => key == Sort ? this with { Descending = !Descending } : this with { Sort = key, Descending = false };

    /// <summary>With a class drawn, or no longer.</summary>
    public ClassSettings Draws(string name) => this with { Drawn = Drawn.Contains(name) ? [.. Drawn.Where(d => d != name)] : [.. Drawn, name] };
}

/// <summary>What a cell of the confusion matrix is a share of.</summary>
public enum Normalized
{
    /// <summary>Of the ground truth's pixels of its class: where they went.</summary>
    Row,

    /// <summary>Of the pixels predicted as its class: where they came from.</summary>
    Column,

    /// <summary>Pixels as they were counted.</summary>
    None,
}
