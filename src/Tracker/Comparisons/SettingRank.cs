using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Comparisons;

/// <summary>How well a setting serves to tell runs apart: switches first, what the machine was called last.</summary>
static class SettingRank
{
    public const int Config = 4, Seed = 5, Provenance = 6, Name = 7;

    static readonly string[] s_first = ["method", "backbone", "dataset"];
    static readonly string[] s_provenance = ["host", "device", "revision"];
    static readonly string[] s_names = ["name", "experiment", "project"];

    public static int Of(string key) => key switch
    {
        _ when key.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal) => 0,
        _ when Array.IndexOf(s_first, key) is >= 0 and var i => 1 + i,
        _ when s_provenance.Contains(key) => Provenance,
        _ when s_names.Contains(key) => Name,
        _ when key[(key.LastIndexOf('.') + 1)..].Equals("seed", StringComparison.OrdinalIgnoreCase) => Seed,
        _ => Config,
    };

    /// <summary>Keys in the order in which people would name them.</summary>
    public static IEnumerable<string> Ordered(IEnumerable<string> keys) =>
        keys.OrderBy(Of).ThenBy(k => k.Count(c => c == '.')).ThenBy(k => k, StringComparer.Ordinal);
}
