using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    // Those whose signature is not the operator's own.
    public partial class Tensor
    {
        static string? Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div_Tensor.Run(this, target) : Aten.div_Tensor_mode.Run(this, target, Name(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div_Scalar.Run(this, target) : Aten.div_Scalar_mode.Run(this, target, Name(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div__Tensor.RunIn(this, target) : Aten.div__Tensor_mode.RunIn(this, target, Name(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div__Scalar.RunIn(this, target) : Aten.div__Scalar_mode.RunIn(this, target, Name(rounding_mode));
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.Run(this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.Run(this, min, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.clamp_.RunIn(this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.clamp__Tensor.RunIn(this, min, max);
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor round(long decimals = 0) => decimals == 0 ? Aten.round.Run(this) : Aten.round_decimals.Run(this, decimals);
        public Tensor round_(long decimals = 0) => decimals == 0 ? Aten.round_.RunIn(this) : Aten.round__decimals.RunIn(this, decimals);
        public Tensor polygamma(long p) => Aten.polygamma.Run(p, this);

        public Tensor gelu() => Aten.gelu.Run(this);
        public Tensor gelu_() => Aten.gelu_.RunIn(this);
        public Tensor elu(double alpha = 1) => Aten.elu.Run(this, alpha);
        public Tensor elu_(double alpha = 1) => Aten.elu_.RunIn(this, alpha);
        public Tensor celu(Scalar alpha) => Aten.celu.Run(this, alpha);
        public Tensor hardtanh(Scalar min, Scalar max) => Aten.hardtanh.Run(this, min, max);
        public Tensor log_sigmoid() => Aten.log_sigmoid.Run(this);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.multinomial.Run(this, num_samples, replacement, generator);
    }
}
