using System.Globalization;
using Platform.Contracts.Api;
using Platform.Dashboard.Comparison;

namespace Platform.Dashboard;

public static partial class DashboardUrls
{
    /// <summary>Runs side by side.</summary>
    public static string Compare(params IEnumerable<Guid> runs) => Compare(new CompareState { Runs = [.. runs] });

    /// <summary>Exactly what a comparison shows.</summary>
    public static string Compare(CompareState state) => "/compare" + CompareQuery(state);

    /// <summary>The table of results as a file.</summary>
    /// <param name="state">The comparison.</param>
    /// <param name="format">csv, tex or md.</param>
    public static string CompareTable(CompareState state, string format) => $"/compare/table.{format}" + CompareQuery(state);

    static string CompareQuery(CompareState state) => Query(
    [
        ("runs", string.Join(',', state.Runs.Select(r => r.ToString("n")))), ("filter", state.Filter), ("by", state.By),
        ("tab", Other(state.Tab)), ("hide", Joined(state.Hidden)), ("base", state.Baseline), ("metrics", Joined(state.Metrics)),
        ("x", Other(state.Axis)), ("phase", state.Phase), ("band", state.Band is { } band ? Other(band) : "none"),
        ("smooth", state.Smoothing > 0 ? Text(state.Smoothing) : null), ("log", state.LogY ? "1" : null),
        ("from", Text(state.From)), ("to", Text(state.To)), ("value", Other(state.Statistic)), ("head", state.Head), ("facet", Other(state.Facet)),
        ("at", Text(state.At)), ("image", state.Image), ("kind", state.Kind),
        ("opacity", state.Opacity == CompareState.UsualOpacity ? null : Text((int?)state.Opacity)), ("off", string.Join(',', state.LabelsOff)),
        ("all", state.AllSettings ? "1" : null),
    ]);

    // a metric of somebody else's may have a comma in its name
    static string Joined(IEnumerable<string> texts) => string.Join(',', texts.Select(t => t.Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal)));

    // the default is left out, so that addresses stay short
    static string? Other<T>(T choice) where T : struct, Enum =>
        EqualityComparer<T>.Default.Equals(choice, default) ? null : choice.ToString().ToLowerInvariant();

    static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
