using Platform.Contracts;

namespace Platform.Trainer.Methods;

/// <summary>The switches and loss terms a method has, with their defaults.</summary>
public sealed record MethodDefinition(
    string Method, IReadOnlyDictionary<string, bool> Switches, IReadOnlyDictionary<string, double> LossWeights)
{
    /// <summary>What its evaluations are of.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = ["cam", "cam-aux", "seg"];

    /// <exception cref="UserErrorException">The configuration names a switch or term the method does not have.</exception>
    public void Check(TrainingConfig config)
    {
        Check("switches", config.Switches.Keys, Switches.Keys);
        Check("lossWeights", config.LossWeights.Keys, LossWeights.Keys);
    }

    /// <inheritdoc cref="Check(TrainingConfig)"/>
    public TrainingConfig CompleteChecked(TrainingConfig config)
    {
        Check(config);
        return Complete(config);
    }

    /// <summary>The configuration with every switch and weight filled in: what the run's record shows.</summary>
    public TrainingConfig Complete(TrainingConfig config) => config with
    {
        Switches = Over(Switches, config.Switches),
        LossWeights = Over(LossWeights, config.LossWeights),
    };

    void Check(string section, IEnumerable<string> given, IEnumerable<string> known)
    {
        foreach (var key in given)
            if (!known.Contains(key))
                throw new UserErrorException(
                    $"{section}.{key}: method '{Method}' has no such setting; it has {string.Join(", ", known.DefaultIfEmpty("none"))}");
    }

    static IReadOnlyDictionary<string, T> Over<T>(IReadOnlyDictionary<string, T> defaults, IReadOnlyDictionary<string, T> given) =>
        defaults.ToDictionary(d => d.Key, d => given.TryGetValue(d.Key, out var value) ? value : d.Value);
}
