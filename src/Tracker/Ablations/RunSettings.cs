using System.Security.Cryptography;
using System.Text;

namespace Platform.Tracker.Ablations;

/// <summary>Runs that are the same but for switches and seed.</summary>
sealed class RunSettings
{
    RunSettings(IReadOnlyDictionary<string, string> parameters, IReadOnlyList<ScoredRun> runs)
    {
        (Parameters, Runs) = (parameters, runs);
        var text = string.Join('\n', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }

    public string Id { get; }
    public IReadOnlyDictionary<string, string> Parameters { get; }
    public IReadOnlyList<ScoredRun> Runs { get; }

    /// <summary>Combinations of switches among the runs that completed.</summary>
    public int Combinations => Runs.Where(r => r.Summary.Status == Contracts.Api.RunStatus.Completed).Select(SwitchText).Distinct().Count();

    /// <summary>Those with the most combinations first, then of the most runs.</summary>
    public static IReadOnlyList<RunSettings> Of(IEnumerable<ScoredRun> runs) =>
    [
        .. runs.GroupBy(r => r.Parameters, SameParameters.Instance).Select(g => new RunSettings(g.Key, [.. g]))
            .OrderByDescending(s => s.Combinations).ThenByDescending(s => s.Runs.Count).ThenBy(s => s.Id, StringComparer.Ordinal),
    ];

    /// <summary>Keys whose values are not the same in all.</summary>
    public static IReadOnlyList<string> Differing(IReadOnlyList<RunSettings> settings) =>
    [
        .. settings.SelectMany(s => s.Parameters.Keys).Distinct().Order(StringComparer.Ordinal)
            .Where(key => settings.Select(s => s.Parameters.GetValueOrDefault(key)).Distinct().Count() > 1),
    ];

    /// <summary>"optimizer.learningRate is 0.002, not 0.001" for each setting in which this differs from the other; the first few.</summary>
    public string DifferenceTo(RunSettings other)
    {
        const int shown = 3;
        var keys = Differing([this, other]);
        var parts = keys.Take(shown).Select(key => $"{key} is {Value(this, key)}, not {Value(other, key)}");
        return string.Join("; ", parts) + (keys.Count > shown ? $"; {keys.Count - shown} more" : "");
    }

    static string Value(RunSettings settings, string key) => settings.Parameters.GetValueOrDefault(key) ?? "absent";

    static string SwitchText(ScoredRun run) => string.Join(',', run.Summary.Switches.Where(s => s.Value).Select(s => s.Key).Order(StringComparer.Ordinal));

    sealed class SameParameters : IEqualityComparer<IReadOnlyDictionary<string, string>>
    {
        public static readonly SameParameters Instance = new();

        public bool Equals(IReadOnlyDictionary<string, string>? x, IReadOnlyDictionary<string, string>? y) =>
            x!.Count == y!.Count && x.All(p => y.TryGetValue(p.Key, out var value) && value == p.Value);

        public int GetHashCode(IReadOnlyDictionary<string, string> parameters) =>
            parameters.Aggregate(0, (hash, p) => hash ^ HashCode.Combine(p.Key, p.Value));
    }
}
