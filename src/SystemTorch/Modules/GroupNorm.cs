using SystemTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalizes over groups of channels.</summary>
    public sealed class GroupNorm : nn.Module<Tensor, Tensor>
    {
        internal GroupNorm(long groups, long channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
        {
            (num_groups, this.eps, this.affine) = (groups, eps, affine);
            weight = affine ? new Parameter(ones(channels, dtype, device)) : null;
            bias = affine ? new Parameter(zeros(channels, dtype, device)) : null;
        }

        public long num_groups { get; set; }

        public double eps { get; set; }

        public bool affine { get; set; }

        public Parameter? weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

        public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }

        public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.GroupNorm GroupNorm(
                long num_groups, long num_channels, double eps = 1e-5, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_groups, num_channels, eps, affine, device, dtype);

            public static partial class functional
            {
                public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                    Aten.group_norm.Run(input, num_groups, weight, bias, eps);
            }
        }
    }
}
