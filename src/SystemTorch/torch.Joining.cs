using SystemTorch.Native;

namespace TorchSharp;

// Operators over several tensors.
public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => Aten.cat.Run(tensors.ToArray(), dim);
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Aten.cat.Run(tensors, dim);
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => Aten.cat.Run(tensors.ToArray(), dim);
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Aten.stack.Run(tensors.ToArray(), dim);
    public static Tensor hstack(IList<Tensor> tensors) => Aten.hstack.Run(tensors.ToArray());
    public static Tensor hstack(params Tensor[] tensors) => Aten.hstack.Run(tensors);
    public static Tensor vstack(IList<Tensor> tensors) => Aten.vstack.Run(tensors.ToArray());
    public static Tensor vstack(params Tensor[] tensors) => Aten.vstack.Run(tensors);
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Aten.meshgrid_indexing.RunAll(tensors.ToArray(), indexing);
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.einsum.Run(equation, tensors);
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors) => Aten.broadcast_tensors.RunAll(tensors);
    public static Tensor cartesian_prod(params Tensor[] tensors) => Aten.cartesian_prod.Run(tensors);
    public static Tensor block_diag(params Tensor[] tensors) => Aten.block_diag.Run(tensors);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.where_self.Run(condition, x, y);
    public static Tensor[] where(Tensor condition) => Aten.where.RunAll(condition);

    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        Aten.cdist.Run(x1, x2, p, (long)compute_mode);
    public static Tensor searchsorted(
        Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null) =>
        Aten.searchsorted_Tensor.Run(sorted_sequence, values, out_int32, right, Arg.None, sorter);
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) => a.tensordot(b, dims);
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => a.tensordot(b, dims1, dims2);
}
