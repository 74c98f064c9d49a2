using System.Security.Cryptography;
using System.Text;
using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Comparisons;

/// <summary>Which runs are put together: each alone, those that differ in the seed only, or those of equal chosen parameters.</summary>
sealed class RunGrouping
{
    readonly string? _by;
    readonly IReadOnlyList<string> _keys;

    RunGrouping(string? by, IReadOnlyList<string> keys) => (_by, _keys) = (by, keys);

    /// <param name="by"><see cref="RunComparison.AllButSeed"/>, or fields and parameters as in a list of columns; null or empty for none.</param>
    /// <exception cref="FilterException">It is no list of fields and parameters.</exception>
    public static RunGrouping Parse(string? by) => by is null or RunComparison.AllButSeed
        ? new(by, [])
        : new(by, [.. RunColumns.Parse(by, "by").Columns.Select(c => KeyOf(c, by))]);

    static string KeyOf(RunColumn column, string by) => column.Operand switch
    {
        FieldOperand field => field.Field.Name,
        ParameterOperand parameter => parameter.Key,
        _ => throw new FilterException("by", by, new(by.IndexOf(column.Name, StringComparison.Ordinal), column.Name.Length),
            "runs are grouped by fields and parameters, not by metrics"),
    };

    /// <summary>In the order of their first runs; each with what names it.</summary>
    public IReadOnlyList<(string Key, IReadOnlyList<RunSettings> Runs)> Group(IReadOnlyList<RunSettings> runs)
    {
        if (_by is null)
            return [.. runs.Select(r => (r.Run.Id.ToString("n"), (IReadOnlyList<RunSettings>)[r]))];
        return [.. runs.GroupBy(Values).Select(g => (Hash(g.Key), (IReadOnlyList<RunSettings>)[.. g.OrderBy(r => r.Run.Seed).ThenBy(r => r.Run.StartedAt)]))];
    }

    string Values(RunSettings run) => string.Join('\n', _by == RunComparison.AllButSeed
        ? run.Values.Where(v => SettingRank.Of(v.Key) < SettingRank.Seed).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}")
        : _keys.Select(k => $"{k}={run.Values.GetValueOrDefault(k)}"));

    static string Hash(string values) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(values)))[..10];
}
