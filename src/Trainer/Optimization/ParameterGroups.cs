using static TorchSharp.torch;

namespace Platform.Trainer.Optimization;

/// <summary>DuPL's four groups (utils/optimizer.py), told apart by the parameters' names; what is frozen is in none.</summary>
static class ParameterGroups
{
    public const string Backbone = "backbone";
    public const string Norms = "norms";
    public const string Classifiers = "classifiers";
    public const string Decoders = "decoders";

    public static IReadOnlyList<ParameterGroup> Of(nn.Module network, OptimizerConfig config)
    {
        var byGroup = network.named_parameters().Where(p => p.parameter.requires_grad).ToLookup(p => GroupOf(p.name));
        return [.. new[] { Backbone, Norms, Classifiers, Decoders }.Select(
            name => new ParameterGroup(name, RateOf(name, config), [.. byGroup[name].Select(p => (p.name, p.parameter))]))];
    }

    static double RateOf(string group, OptimizerConfig config) =>
        group is Backbone or Norms ? config.LearningRate : config.LearningRate * config.HeadFactor;

    static string GroupOf(string parameter)
    {
        var parts = parameter.Split('.');
        return parts.Contains("encoder") ? parts.Any(p => p.StartsWith("norm", StringComparison.Ordinal)) ? Norms : Backbone
            : parts.Contains("classifier") || parts.Contains("aux_classifier") ? Classifiers
            : parts.Contains("decoder") ? Decoders
            : throw new InvalidOperationException($"parameter '{parameter}' belongs to no group");
    }
}
