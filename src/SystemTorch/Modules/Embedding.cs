using SystemTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table of vectors, read by index; weight (entries, dimensions).</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        readonly long? _padding;
        readonly bool _scaleByFrequency, _sparse;

        internal Embedding(Parameter weight, long? padding, bool scaleByFrequency, bool sparse) : base(nameof(Embedding)) =>
            (this.weight, _padding, _scaleByFrequency, _sparse) = (weight, padding, scaleByFrequency, sparse);

        public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

        public override Tensor forward(Tensor input) => Aten.embedding.Run(weight, input, _padding ?? -1, _scaleByFrequency, _sparse);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var table = randn(num_embeddings, embedding_dims, dtype, device);
                if (padding_idx is { } row)
                    using (var padding = table[row])
                        padding.zero_().Dispose();
                return Embedding_from_pretrained(
                    table, false, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, device, dtype);
            }

            public static Modules.Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                if (max_norm is not null)
                    throw new NotSupportedException("SystemTorch's embeddings are not renormalized: leave max_norm out");
                return new(new Modules.Parameter(embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device), !freeze), padding_idx,
                    scale_grad_by_freq, sparse);
            }
        }
    }
}
