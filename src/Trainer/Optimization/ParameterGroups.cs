using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Optimization;

/// <summary>
/// The optimiser and its four groups, chosen by parameter name (dupl.md §10): encoder, encoder norms, classifiers, decoder. Frozen
/// parameters are in none. Weight decay applies to all.
/// </summary>
public sealed class ParameterGroups : IDisposable
{
    readonly OptimizerConfig _config;
    readonly (string Name, double BaseRate)[] _groups;

    public ParameterGroups(nn.Module network, OptimizerConfig config)
    {
        _config = config;
        var trained = network.named_parameters().Where(p => p.parameter.requires_grad).ToArray();
        Named = [.. trained.OrderBy(p => p.name, StringComparer.Ordinal)];
        var byGroup = trained.GroupBy(p => GroupOf(p.name)).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        _groups = [.. byGroup.Select(g => (g.Key, RateOf(g.Key)))];
        Optimizer = optim.AdamW(
            byGroup.Select(g => new AdamW.ParamGroup(g.Select(p => p.parameter), new AdamW.Options { weight_decay = config.WeightDecay })),
            lr: config.LearningRate, weight_decay: config.WeightDecay);
    }

    public AdamW Optimizer { get; }

    /// <summary>The trained parameters by name, in a fixed order.</summary>
    public IReadOnlyList<(string name, Parameter parameter)> Named { get; }

    /// <summary>Sets every group's rate to its base rate times the factor.</summary>
    public void SetRate(double factor)
    {
        foreach (var (group, (_, rate)) in Optimizer.ParamGroups.Zip(_groups))
            group.LearningRate = rate * factor;
    }

    /// <summary>The rate each group has now, by the group's name.</summary>
    public IEnumerable<(string Group, double Rate)> Rates =>
        _groups.Zip(Optimizer.ParamGroups, (named, group) => (named.Name, group.LearningRate));

    public void Dispose() => Optimizer.Dispose();

    double RateOf(string group) => _config.LearningRate * (group.StartsWith("encoder", StringComparison.Ordinal) ? 1 : _config.HeadFactor);

    static string GroupOf(string name) =>
        !name.Contains("encoder.", StringComparison.Ordinal)
            ? name.Contains("classifier", StringComparison.Ordinal) ? "classifiers" : "decoder"
            : name.Contains("norm", StringComparison.Ordinal) ? "encoder-norms" : "encoder";
}
