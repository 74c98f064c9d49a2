using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Optimizers;

/// <summary>Parameters that <see cref="AdamOptimizer{TGroup, TOptions, TState}"/> trains alike.</summary>
public abstract class AdamGroup<TOptions> : ParamGroup<TOptions>, optim.IBetas where TOptions : AdamOptions
{
    private protected AdamGroup(IEnumerable<Parameter> parameters, TOptions options) : base(parameters, options)
    {
    }

    public (double, double) Betas
    {
        get => (Options.beta1!.Value, Options.beta2!.Value);
        set => (Options.beta1, Options.beta2) = value;
    }
}
