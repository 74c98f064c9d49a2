using static TorchSharp.torch;

namespace TorchSharp
{
    /// <summary>What lies beyond the edge.</summary>
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }

    /// <summary>Padding by its effect on the size.</summary>
    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }
}

namespace TorchSharp.Modules
{
    /// <summary>What convolutions share: weight (out, in/groups, kernel…), transposed (in, out/groups, kernel…).</summary>
    public abstract class Convolution : nn.Module<Tensor, Tensor>
    {
        private protected Convolution(string name, ConvolutionShape shape, ScalarType? dtype, Device? device) : base(name)
        {
            Shape = shape;
            var bound = 1 / Math.Sqrt(shape.FanIn);
            weight = nn.Uniform(shape.Weight, bound, dtype, device);
            bias = shape.Bias ? nn.Uniform([shape.Out], bound, dtype, device) : null;
        }

        internal ConvolutionShape Shape { get; }

        public long in_channels => Shape.In;

        public long out_channels => Shape.Out;

        public long groups => Shape.Groups;

        public long[] kernel_size => Shape.Kernel;

        public long[] stride => Shape.Stride;

        public long[] padding => Shape.Padding;

        public long[] dilation => Shape.Dilation;

        public long[] output_padding => Shape.OutputPadding;

        public PaddingModes padding_mode => Shape.Mode;

        public Padding? padding_type => Shape.Type;

        public bool transposed => Shape.Transposed;

        public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

        public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }
    }

    sealed record ConvolutionShape(
        long In, long Out, long[] Kernel, long[] Stride, long[] Padding, long[] Dilation, PaddingModes Mode, long Groups, bool Bias)
    {
        internal Padding? Type { get; init; }

        internal bool Transposed { get; init; }

        internal long[] OutputPadding { get; init; } = [];

        internal long[] Weight => Transposed ? [In, Out / Groups, .. Kernel] : [Out, In / Groups, .. Kernel];

        internal long FanIn => Weight[1..].Aggregate(1L, (product, size) => product * size);
    }
}
