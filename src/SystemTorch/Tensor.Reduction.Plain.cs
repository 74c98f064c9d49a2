using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // Reductions whose signature is the operator's own; the rest are in Tensor.Reduction.cs.
    public partial class Tensor
    {
        public (Tensor, Tensor) aminmax(long? dim = null, bool keepdim = false) => Aten.aminmax.RunPair(this, dim, keepdim);
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Aten.bucketize_Tensor.Run(this, boundaries, outInt32, right);
        public (Tensor, Tensor) cummax(long dim) => Aten.cummax.RunPair(this, dim);
        public (Tensor, Tensor) cummin(long dim) => Aten.cummin.RunPair(this, dim);
        public Tensor dist(Tensor other, float p = 2f) => Aten.dist.Run(this, other, p);
        public Tensor logcumsumexp(long dim) => Aten.logcumsumexp.Run(this, dim);
        public Tensor msort() => Aten.msort.Run(this);
        public Tensor nanmedian() => Aten.nanmedian.Run(this);
        public Tensor trace() => Aten.trace.Run(this);
    }
}
