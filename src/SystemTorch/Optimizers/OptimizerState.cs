using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    private protected OptimizerState(Parameter parameter) => Parameter = parameter;

    internal Parameter Parameter { get; }

    public virtual void LoadStateDict(OptimizerState source)
    {
    }

    public virtual void to(Device device)
    {
    }

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    internal abstract void Free();

    // Kept beyond the scope of the step that makes it.
    private protected static Tensor Buffer(Parameter parameter) => parameter.detach().zeros_like().DetachFromDisposeScope();

    private protected static void Replace(ref Tensor own, Tensor source)
    {
        var copy = source.detach().to(own.dtype, own.device, copy: true).DetachFromDisposeScope();
        own.Dispose();
        own = copy;
    }

    private protected static void Move(ref Tensor own, Device device)
    {
        var moved = own.to(device).DetachFromDisposeScope();
        own.Dispose();
        own = moved;
    }
}
