using Platform.Contracts;

namespace Platform.Trainer.Methods;

/// <summary>A method's own defaults with what the configuration says instead.</summary>
static class MethodSettings
{
    public static IReadOnlyDictionary<string, bool> Switches(TrainingConfig config, IReadOnlyDictionary<string, bool> defaults) =>
        Merge("switches", "switch", config.Method, config.Switches, defaults);

    public static IReadOnlyDictionary<string, double> Weights(TrainingConfig config, IReadOnlyDictionary<string, double> defaults) =>
        Merge("lossWeights", "loss term", config.Method, config.LossWeights, defaults);

    static SortedDictionary<string, T> Merge<T>(
        string key, string kind, string method, IReadOnlyDictionary<string, T> given, IReadOnlyDictionary<string, T> defaults)
    {
        var merged = new SortedDictionary<string, T>(defaults.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            if (!merged.ContainsKey(name))
                throw new UserErrorException(
                    $"{key}.{name}: method '{method}' has no {kind} '{name}'; it has: {string.Join(", ", merged.Keys)}");
            merged[name] = value;
        }
        return merged;
    }
}
