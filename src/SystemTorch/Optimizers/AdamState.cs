using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SystemTorch.Optimizers;

/// <summary>What <see cref="AdamOptimizer{TGroup, TOptions, TState}"/> remembers of a parameter.</summary>
public abstract class AdamState : OptimizerState
{
    public long step;
    public Tensor exp_avg;
    public Tensor exp_avg_sq;
    public Tensor? max_exp_avg_sq;

    private protected AdamState(Parameter parameter) : base(parameter) => (exp_avg, exp_avg_sq) = (Buffer(parameter), Buffer(parameter));

    // Only made when amsgrad asks for it.
    internal Tensor Largest => max_exp_avg_sq ??= Buffer(Parameter);

    public override void LoadStateDict(OptimizerState source)
    {
        var other = (AdamState)source;
        step = other.step;
        Replace(ref exp_avg, other.exp_avg);
        Replace(ref exp_avg_sq, other.exp_avg_sq);
        if (other.max_exp_avg_sq is null)
            return;
        _ = Largest;
        Replace(ref max_exp_avg_sq!, other.max_exp_avg_sq);
    }

    public override void to(Device device)
    {
        Move(ref exp_avg, device);
        Move(ref exp_avg_sq, device);
        if (max_exp_avg_sq is not null)
            Move(ref max_exp_avg_sq, device);
    }

    public override bool ApproximatelyEquals(OptimizerState other) => other is AdamState state && step == state.step
        && exp_avg.allclose(state.exp_avg) && exp_avg_sq.allclose(state.exp_avg_sq);

    public void Dispose() => Free();

    internal override void Free()
    {
        exp_avg.Dispose();
        exp_avg_sq.Dispose();
        max_exp_avg_sq?.Dispose();
    }
}
