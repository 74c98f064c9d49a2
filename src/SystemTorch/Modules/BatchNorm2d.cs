using SystemTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>What batch normalizations share: affine parameters and running statistics.</summary>
    public abstract class NormBase : nn.Module<Tensor, Tensor>
    {
        private protected NormBase(
            string name, long features, double eps, double? momentum, bool affine, bool track, Device? device, ScalarType? dtype) : base(name)
        {
            (num_features, this.eps, this.momentum, this.affine, track_running_stats) = (features, eps, momentum, affine, track);
            weight = affine ? new Parameter(ones(features, dtype, device)) : null;
            bias = affine ? new Parameter(zeros(features, dtype, device)) : null;
            running_mean = track ? zeros(features, dtype, device) : null;
            running_var = track ? ones(features, dtype, device) : null;
            num_batches_tracked = track ? zeros(Array.Empty<long>(), ScalarType.Int64, device) : null;
        }

        public long num_features { get; set; }

        public double eps { get; set; }

        /// <summary>Share of the newest batch in the running statistics; null: their plain average.</summary>
        public double? momentum { get; set; }

        public bool affine { get; set; }

        public bool track_running_stats { get; set; }

        public Parameter? weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

        public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }

        public Tensor? running_mean { get; set => ConditionallyRegisterBuffer(nameof(running_mean), field = value); }

        public Tensor? running_var { get; set => ConditionallyRegisterBuffer(nameof(running_var), field = value); }

        public Tensor? num_batches_tracked { get; set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), field = value); }
    }

    public abstract class BatchNorm : NormBase
    {
        private protected BatchNorm(
            string name, long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(name, features, eps, momentum, affine, track, device, dtype)
        {
        }

        public override Tensor forward(Tensor input)
        {
            var share = momentum ?? 0;
            if (training && track_running_stats)
            {
                num_batches_tracked!.add_(1).Dispose();
                share = momentum ?? 1.0 / num_batches_tracked.ToInt64();
            }
            return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, share, eps);
        }
    }

    /// <summary>Normalizes each channel of (N, C, H, W) over the batch.</summary>
    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(nameof(BatchNorm2d), features, eps, momentum, affine, track, device, dtype)
        {
        }

        public override Tensor forward(Tensor input) => input.ndim == 4
            ? base.forward(input)
            : throw new ArgumentException($"BatchNorm2d takes four dimensions, not {input.ndim}", nameof(input));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null) => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static partial class functional
            {
                public static Tensor batch_norm(
                    Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                    double momentum = 0.1, double eps = 1e-5) =>
                    Aten.batch_norm.Run(input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            }
        }
    }
}
