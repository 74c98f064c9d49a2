namespace TorchSharp;

// Reductions whose signature is the operator's own; the rest are in Tensor.Reduction.cs. Each is the method of its first argument.
public static partial class torch
{
    public static (Tensor, Tensor) aminmax(Tensor input, long? dim = null, bool keepdim = false) => input.aminmax(dim, keepdim);
    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) =>
        input.bucketize(boundaries, outInt32, right);
    public static (Tensor, Tensor) cummax(Tensor input, long dim) => input.cummax(dim);
    public static (Tensor, Tensor) cummin(Tensor input, long dim) => input.cummin(dim);
    public static Tensor dist(Tensor input, Tensor other, float p = 2f) => input.dist(other, p);
    public static Tensor logcumsumexp(Tensor input, long dim) => input.logcumsumexp(dim);
    public static Tensor msort(Tensor tensor) => tensor.msort();
    public static Tensor nanmedian(Tensor input) => input.nanmedian();
    public static Tensor trace(Tensor input) => input.trace();
}
