using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Comparisons;

/// <summary>Labels made of the fewest differing parameters that tell groups apart; of parameters that split the groups alike one is enough.</summary>
static class LegendMaker
{
    const int MostBesideSwitches = 4;

    /// <param name="parameters">Those that differ, the most telling first, a value a group.</param>
    /// <param name="groups">How many.</param>
    public static IReadOnlyList<IReadOnlyList<LegendPart>> Labels(IReadOnlyList<ComparedParameter> parameters, int groups)
    {
        var (chosen, splits) = (new List<ComparedParameter>(), new HashSet<string>());
        foreach (var parameter in parameters.Where(p => p.Values.Distinct().Count() > 1))
        {
            var told = chosen.Count > 0 && Enumerable.Range(0, groups).Select(g => string.Join('\n', chosen.Select(c => c.Values[g]))).Distinct().Count() == groups;
            var rank = SettingRank.Of(parameter.Key);
            var beside = chosen.Count(c => SettingRank.Of(c.Key) > 0);
            if ((!told || (rank <= SettingRank.Config && (rank == 0 || beside < MostBesideSwitches))) && splits.Add(Split(parameter.Values)))
                chosen.Add(parameter);
        }
        // a ladder reads as one: what most groups have comes first
        chosen = [.. chosen.OrderBy(c => SettingRank.Of(c.Key) > 0).ThenByDescending(c => SettingRank.Of(c.Key) > 0 ? 0 : c.Values.Count(v => v == "true"))];
        var names = ShortNames([.. chosen.Select(c => c.Key)]);
        return [.. Enumerable.Range(0, groups).Select(g => (IReadOnlyList<LegendPart>)[.. chosen.Select((c, i) => new LegendPart(c.Key, names[i], c.Values[g]))])];
    }

    static string Split(IReadOnlyList<string?> values)
    {
        var seen = new List<string?>();
        return string.Join(',', values.Select(v =>
        {
            if (!seen.Contains(v))
                seen.Add(v);
            return seen.IndexOf(v);
        }));
    }

    /// <summary>The last part of each key, and as many more as it takes to be the only one of its name.</summary>
    static string[] ShortNames(IReadOnlyList<string> keys)
    {
        var bare = keys.Select(k => k.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal) ? k[ParameterOperand.SwitchPrefix.Length..] : k).ToArray();
        return [.. bare.Select(key =>
        {
            var parts = key.Split('.');
            for (var take = 1; take < parts.Length; take++)
            {
                var name = string.Join('.', parts[^take..]);
                if (bare.Count(b => b == name || b.EndsWith('.' + name, StringComparison.Ordinal)) == 1)
                    return name;
            }
            return key;
        })];
    }
}
