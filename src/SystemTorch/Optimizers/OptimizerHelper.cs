using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers share: groups, state by parameter, saving and restoring.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    private protected abstract OptimizerState NewState(Parameter parameter);

    private protected T StateOf<T>(Parameter parameter) where T : OptimizerState
    {
        if (!_states.TryGetValue(parameter, out var state))
            _states[parameter] = state = NewState(parameter);
        return (T)state;
    }

    // Runs one group after the other over the parameters that have a gradient, outside of the graph; every temporary dies with the group.
    private protected Tensor? Step<TGroup>(Func<Tensor>? closure, Action<TGroup, List<Parameter>, List<Tensor>> update) where TGroup : ParamGroup
    {
        var loss = closure?.Invoke();
        using var _ = no_grad();
        foreach (var group in _groups)
        {
            using var scope = NewDisposeScope();
            var parameters = new List<Parameter>();
            var gradients = new List<Tensor>();
            foreach (var parameter in group.Parameters)
                if (parameter.grad is { } gradient)
                {
                    parameters.Add(parameter);
                    gradients.Add(gradient);
                }
            if (parameters.Count > 0)
                update((TGroup)group, parameters, gradients);
        }
        return loss;
    }

    /// <summary>Options and state, in the order of groups and parameters; state is made where there is none yet.</summary>
    public virtual StateDictionary state_dict()
    {
        var state = new StateDictionary();
        foreach (var group in _groups)
        {
            state.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(state.State.Count);
                state.State.Add(StateOf<OptimizerState>(parameter));
            }
            state.StateIndexRef.Add(indices);
        }
        return state;
    }

    /// <summary>Copies options and state in, group by group; their numbers must agree.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        if (own.Options.Count != state_dict.Options.Count || own.State.Count != state_dict.State.Count)
            throw new ArgumentException(
                $"the state is of {state_dict.Options.Count} groups and {state_dict.State.Count} parameters, the optimizer of "
                + $"{own.Options.Count} and {own.State.Count}", nameof(state_dict));
        for (var i = 0; i < own.Options.Count; i++)
            own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (var i = 0; i < own.State.Count; i++)
            own.State[i].LoadStateDict(state_dict.State[i]);
    }

    public virtual void to(Device device)
    {
        foreach (var (_, state) in _states)
            state.to(device);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var (_, state) in _states)
                state.Free();
        _states.Clear();
        base.Dispose(disposing);
    }

    // Fills what the group leaves open.
    private protected static void Complete(OptimizerOptions options, double learningRate)
    {
        options.LearningRate ??= learningRate;
        options.InitialLearningRate = options.LearningRate.Value;
    }
}
