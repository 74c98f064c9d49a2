using SystemTorch.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Optimizers;

/// <summary>Adam and AdamW, which differ in where weight decay goes. TorchSharp has no such class: name the two.</summary>
public abstract class AdamOptimizer<TGroup, TOptions, TState> : OptimizerHelper, optim.IBetas
    where TGroup : AdamGroup<TOptions> where TOptions : AdamOptions where TState : AdamState
{
    readonly TOptions _defaults;

    private protected AdamOptimizer(IEnumerable<ParamGroup> groups, TOptions defaults)
    {
        _defaults = defaults;
        foreach (var group in groups)
            add_param_group(group);
    }

    public (double, double) Betas
    {
        get => _groups.OfType<TGroup>().First().Betas;
        set
        {
            foreach (var group in _groups.OfType<TGroup>())
                group.Betas = value;
        }
    }

    // From the weights themselves, or else into the gradient.
    private protected abstract bool DecaysWeights { get; }

    public override void add_param_group(ParamGroup param_group)
    {
        var options = param_group is TGroup own ? own.Options : throw new ArgumentException($"a group of {GetType().Name}.ParamGroup is needed", nameof(param_group));
        Complete(options, _defaults.LearningRate!.Value);
        options.Complete(_defaults);
        base.add_param_group(param_group);
    }

    public override Tensor? step(Func<Tensor>? closure = null) => Step<TGroup>(closure, (group, parameters, gradients) =>
    {
        // Parameters that joined later are behind with their bias correction: one pass for each count of steps.
        var pairs = parameters.Zip(gradients, (parameter, gradient) => (State: StateOf<TState>(parameter), Gradient: gradient));
        foreach (var alike in pairs.GroupBy(p => ++p.State.step))
        {
            TState[] states = [.. alike.Select(p => p.State)];
            Tensor[] changes = [.. alike.Select(p => p.Gradient)];
            new AdamStep(alike.Key, group.LearningRate, group.Betas, group.Options.eps!.Value, group.Options.weight_decay!.Value, DecaysWeights)
            {
                Parameters = [.. states.Select(s => s.Parameter)],
                Gradients = group.Options.maximize == true ? Aten._foreach_neg.RunAll(changes) : changes,
                Means = [.. states.Select(s => s.exp_avg)],
                Squares = [.. states.Select(s => s.exp_avg_sq)],
                LargestSquares = group.Options.amsgrad == true ? [.. states.Select(s => s.Largest)] : null,
            }.Apply();
        }
    });
}
