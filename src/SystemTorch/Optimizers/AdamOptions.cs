using TorchSharp.Modules;

namespace SystemTorch.Optimizers;

/// <summary>What <see cref="AdamOptimizer{TGroup, TOptions, TState}"/> is told.</summary>
public abstract class AdamOptions : OptimizerOptions
{
    public double? beta1;
    public double? beta2;
    public double? eps;
    public double? weight_decay;
    public bool? amsgrad;
    public bool? maximize;

    private protected AdamOptions()
    {
    }

    internal static T Of<T>(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize) where T : AdamOptions, new() => new()
    {
        LearningRate = lr,
        beta1 = beta1,
        beta2 = beta2,
        eps = eps,
        weight_decay = weight_decay,
        amsgrad = amsgrad,
        maximize = maximize,
    };

    internal void Complete(AdamOptions defaults)
    {
        beta1 ??= defaults.beta1;
        beta2 ??= defaults.beta2;
        eps ??= defaults.eps;
        weight_decay ??= defaults.weight_decay;
        amsgrad ??= defaults.amsgrad;
        maximize ??= defaults.maximize;
    }

    public override void LoadStateDict(OptimizerOptions source)
    {
        base.LoadStateDict(source);
        var other = (AdamOptions)source;
        (beta1, beta2, eps, weight_decay, amsgrad, maximize) = (other.beta1, other.beta2, other.eps, other.weight_decay, other.amsgrad, other.maximize);
    }
}
