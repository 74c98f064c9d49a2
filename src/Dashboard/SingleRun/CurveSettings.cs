using System.Globalization;

namespace Platform.Dashboard.SingleRun;

/// <summary>How curves are drawn; kept in the address. <see cref="From"/> and <see cref="To"/> are iterations, both or neither.</summary>
public sealed record CurveSettings(int? From = null, int? To = null, bool Log = false, double Smoothing = 0) : IPartSettings
{
    public const double MostSmoothing = 0.999;

    /// <summary>Whether this is the System tab's.</summary>
    public bool System { get; init; }

    public bool LogX { get; init; }

    /// <summary>"epoch", "time", "elapsed" or the name of a metric; iterations by default.</summary>
    public string? X { get; init; }

    /// <summary>Words that the names of the metrics shown hold.</summary>
    public string? Search { get; init; }

    /// <summary>Sections that are not as they would be by themselves, open or closed.</summary>
    public IReadOnlyList<string> Toggled { get; init; } = [];

    public RunTab Tab => System ? RunTab.System : RunTab.Curves;
    public bool IsZoomed => From is not null && To is not null;

    public IEnumerable<(string Key, string? Value)> Query =>
    [
        ("from", Text(From)), ("to", Text(To)), ("log", Log ? "1" : null), ("logx", LogX ? "1" : null),
        ("ema", Smoothing > 0 ? Smoothing.ToString("0.###", CultureInfo.InvariantCulture) : null),
        ("x", X), ("q", Search), ("fold", PageQuery.Joined(Toggled)),
    ];

    public static CurveSettings Read(PageQuery query, bool system = false)
    {
        var (from, to) = (query.Int("from"), query.Int("to"));
        if (!(from < to))
            (from, to) = (null, null);
        return new(from, to, query.Flag("log"), Math.Clamp(query.Number("ema") ?? 0, 0, MostSmoothing))
        {
            System = system, LogX = query.Flag("logx"), X = query.Text("x"), Search = query.Text("q"), Toggled = query.Texts("fold"),
        };
    }

    public bool Equals(CurveSettings? other) => other is not null && Tab == other.Tab && Query.SequenceEqual(other.Query);

    public override int GetHashCode() => HashCode.Combine(From, To, Smoothing, X, Search);

    static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
