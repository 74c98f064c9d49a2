using System.Globalization;

namespace Platform.Dashboard.SingleRun;

/// <summary>Which pictures the Previews tab shows and how; kept in the address.</summary>
public sealed record PreviewSettings : IPartSettings
{
    public const int DefaultOpacity = 60;

    /// <summary>Pictures of this iteration or the newest before it; absent follows the latest.</summary>
    public int? At { get; init; }

    /// <summary>Percent of a mask laid over the input picture; absent shows pictures as the trainer painted them.</summary>
    public int? Opacity { get; init; }

    /// <summary>Classes left out.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Kinds left out.</summary>
    public IReadOnlyList<string> HiddenKinds { get; init; } = [];

    public bool Large { get; init; }

    public RunTab Tab => RunTab.Previews;

    public IEnumerable<(string Key, string? Value)> Query =>
    [
        ("at", Text(At)), ("over", Text(Opacity)), ("hide", PageQuery.Joined(Hidden)), ("without", PageQuery.Joined(HiddenKinds)), ("large", Large ? "1" : null),
    ];

    public static PreviewSettings Read(PageQuery query) => new()
    {
        At = query.Int("at"), Opacity = query.Int("over") is { } over ? Math.Clamp(over, 0, 100) : null,
        Hidden = query.Texts("hide"), HiddenKinds = query.Texts("without"), Large = query.Flag("large"),
    };

    public PreviewSettings TogglesClass(string name) => this with { Hidden = Toggled(Hidden, name) };

    public PreviewSettings TogglesKind(string kind) => this with { HiddenKinds = Toggled(HiddenKinds, kind) };

    static IReadOnlyList<string> Toggled(IReadOnlyList<string> list, string item) => list.Contains(item) ? [.. list.Where(i => i != item)] : [.. list, item];

    static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
