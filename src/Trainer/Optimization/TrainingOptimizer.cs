using Platform.Trainer.Reporting;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Optimization;

/// <summary>AdamW (0.9, 0.999, 1e-8) with decoupled weight decay on every group. What gets no gradient is left as it is.</summary>
sealed class TrainingOptimizer : IDisposable
{
    readonly IReadOnlyList<ParameterGroup> _groups;
    readonly AdamW _adam;

    public TrainingOptimizer(IReadOnlyList<ParameterGroup> groups, double weightDecay)
    {
        _groups = [.. groups.Where(g => g.Parameters.Count > 0)];
        _adam = optim.AdamW(_groups.Select(g => new AdamW.ParamGroup(
            g.Parameters.Select(p => p.Parameter), lr: g.LearningRate, weight_decay: weightDecay)));
    }

    /// <param name="factor">On each group's own rate.</param>
    public void SetRate(double factor)
    {
        foreach (var (group, controller) in _groups.Zip(_adam.ParamGroups))
            controller.LearningRate = group.LearningRate * factor;
    }

    public void ZeroGrad() => _adam.zero_grad();

    public void Step() => _adam.step();

    /// <summary>"lr/backbone" and "lr/heads", as far as there are such parameters.</summary>
    public IEnumerable<MetricValue> Rates()
    {
        foreach (var (group, controller) in _groups.Zip(_adam.ParamGroups))
            if (group.Name is ParameterGroups.Backbone or ParameterGroups.Decoders)
                yield return new(group.Name == ParameterGroups.Backbone ? "lr/backbone" : "lr/heads", controller.LearningRate);
    }

    /// <summary>What has to be saved, by parameter name; the objects themselves, not copies.</summary>
    public IEnumerable<(string Name, AdamW.State State)> States()
    {
        var state = _adam.state_dict();
        var names = _groups.Select(g => g.Parameters.Select(p => p.Name));
        foreach (var (group, indices) in names.Zip(state.StateIndexRef))
            foreach (var (name, index) in group.Zip(indices))
                yield return (name, (AdamW.State)state.State[index]);
    }

    public void Dispose() => _adam.Dispose();
}
