using SystemTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x·Wᵀ + b; weight (out, in), uniform within 1/√in like PyTorch's.</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
        {
            (this.weight, this.bias) = (weight, bias);
            (out_features, in_features) = (weight.shape[0], weight.shape[1]);
        }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

        public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            {
                var bound = 1 / Math.Sqrt(inputSize);
                return new(Uniform([outputSize, inputSize], bound, dtype, device), hasBias ? Uniform([outputSize], bound, dtype, device) : null);
            }

            public static Modules.Linear Linear(Modules.Parameter weight, Modules.Parameter? bias = null) => new(weight, bias);

            // kaiming_uniform_ with a = √5, PyTorch's start for weights, comes out as uniform within 1/√fan-in.
            internal static Modules.Parameter Uniform(long[] shape, double bound, ScalarType? dtype, Device? device)
            {
                var data = empty(shape, dtype, device);
                data.uniform_(-bound, bound).Dispose();
                return new(data);
            }

            public static partial class functional
            {
                public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Aten.linear.Run(input, weights, bias);
            }
        }
    }
}
