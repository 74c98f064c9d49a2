using Platform.Dashboard.Charts;

namespace Platform.Dashboard.SingleRun;

/// <summary>The charts of the metrics that share the first part of their names.</summary>
public sealed record MetricSection(string Key, string Title, IReadOnlyList<MetricPanel> Panels)
{
    /// <summary>More curves than this in one chart cannot be told apart.</summary>
    public const int CurvesAPanel = 8;

    const string NoPrefix = "other";

    /// <summary>One chart is its own section: there is nothing to fold away.</summary>
    public bool IsSingle => Panels.Count == 1;

    public int Count => Panels.Sum(p => p.Names.Count);

    /// <summary>Losses first, then mIoU, then by name, those without a prefix last. Names that do not hold every word are left out.</summary>
    public static IReadOnlyList<MetricSection> Of(IEnumerable<string> names, string? search)
    {
        var words = (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. names.Where(n => words.All(w => n.Contains(w, StringComparison.OrdinalIgnoreCase))).GroupBy(KeyOf)
                .OrderBy(g => g.Key switch { "loss" => 0, "miou" => 1, NoPrefix => 3, _ => 2 }).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new MetricSection(g.Key, TitleOf(g.Key, g.First()), [.. PanelsOf(g.Key, g)])),
        ];
    }

    static string KeyOf(string name) => name.IndexOf('/') is > 0 and var slash ? name[..slash] : NoPrefix;

    static string TitleOf(string key, string name) => key switch
    {
        NoPrefix => "Other metrics",
        "system" => "System",
        "rate" => "Speed",
        _ => MetricGroup.Of(name).Title,
    };

    static IEnumerable<MetricPanel> PanelsOf(string key, IEnumerable<string> names) =>
        names.GroupBy(n => MetricGroup.Of(n).Key).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(unit => Split(MetricGroup.Of(unit.First()), key == NoPrefix ? "" : unit.Key, [.. unit.Order(StringComparer.Ordinal)], 1));

    // by the next part of the name, as long as that makes groups; then by number
    static IEnumerable<MetricPanel> Split(MetricGroup group, string path, string[] names, int part)
    {
        if (names.Length <= CurvesAPanel)
            return [new(path.Length == 0 ? names[0] : path, part == 1 ? group.Title : path, group, names)];
        var parts = names.GroupBy(n => string.Join('/', n.Split('/').Take(part + 1)), StringComparer.Ordinal).ToArray();
        if (parts.Length > 1 && parts.Length < names.Length)
            return parts.SelectMany(p => Split(group, p.Key, [.. p], part + 1));
        return parts.Length == 1 && part < 8
            ? Split(group, path, names, part + 1)
            : names.Chunk(CurvesAPanel).Select(some => new MetricPanel(some[0], $"{path}: {Last(some[0])} … {Last(some[^1])}", group, some));
    }

    static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];
}
