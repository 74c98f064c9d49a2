using SystemTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The step that Adam and AdamW share, over all parameters of a group with libtorch's list operators: a dozen native calls, however many
/// parameters there are.
/// </summary>
sealed record AdamStep(long Count, double Rate, (double First, double Second) Betas, double Epsilon, double Decay, bool Decoupled)
{
    internal required Tensor[] Parameters { get; init; }

    internal required Tensor[] Gradients { get; init; }

    internal required Tensor[] Means { get; init; }

    internal required Tensor[] Squares { get; init; }

    /// <summary>Only for amsgrad.</summary>
    internal required Tensor[]? LargestSquares { get; init; }

    internal void Apply()
    {
        var gradients = Gradients;
        if (Decay != 0 && Decoupled)
            Aten._foreach_mul__Scalar.RunVoid(Parameters, 1 - Rate * Decay);
        else if (Decay != 0)
            gradients = Aten._foreach_add_List.RunAll(gradients, Parameters, Decay);

        Aten._foreach_mul__Scalar.RunVoid(Means, Betas.First);
        Aten._foreach_add__List.RunVoid(Means, gradients, 1 - Betas.First);
        Aten._foreach_mul__Scalar.RunVoid(Squares, Betas.Second);
        Aten._foreach_addcmul__Scalar.RunVoid(Squares, gradients, gradients, 1 - Betas.Second);

        var denominators = Aten._foreach_sqrt.RunAll(LargestSquares is null ? Squares : Largest(LargestSquares));
        Aten._foreach_div__Scalar.RunVoid(denominators, Math.Sqrt(1 - Math.Pow(Betas.Second, Count)));
        Aten._foreach_add__Scalar.RunVoid(denominators, Epsilon);
        Aten._foreach_addcdiv__Scalar.RunVoid(Parameters, Means, denominators, -Rate / (1 - Math.Pow(Betas.First, Count)));
    }

    Tensor[] Largest(Tensor[] largest)
    {
        foreach (var (kept, square) in largest.Zip(Squares))
            kept.copy_(kept.maximum(square));
        return largest;
    }
}
