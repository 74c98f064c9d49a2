using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // Those whose signature is not the operator's own.
    public partial class Tensor
    {
        public Tensor T => Aten.numpy_T.Run(this);
        public Tensor mT => Aten.mT.Run(this);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor expand(params long[] sizes) => Aten.expand.Run(this, sizes);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.expand.Run(this, sizes, isImplicit);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Aten.expand.Run(this, sizes, isImplicit);
        public Tensor expand_as(Tensor other) => Aten.expand_as.Run(this, other);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Aten.flatten_using_ints.Run(this, start_dim, end_dim);
        public Tensor squeeze(long? dim = null) => dim is { } d ? Aten.squeeze_dim.Run(this, d) : Aten.squeeze.Run(this);
        public Tensor squeeze_(long? dim = null) => dim is { } d ? Aten.squeeze__dim.Run(this, d) : Aten.squeeze_.Run(this);

        // Composed: the operator changed its signature between libtorch 1.13 and 2.
        public Tensor unflatten(long dim, params long[] sizes)
        {
            var from = (int)(dim < 0 ? dim + ndim : dim);
            return reshape([.. Sizes[..from], .. sizes, .. Sizes[(from + 1)..]]);
        }

        public Tensor[] split(long size, int dim = 0) => Aten.split_Tensor.RunAll(this, size, dim);
        public Tensor[] split(params long[] sizes) => Aten.split_with_sizes.RunAll(this, sizes);
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.split_with_sizes.RunAll(this, sizes, dim);
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Aten.split_with_sizes.RunAll(this, sizes, dim);
        public Tensor[] tensor_split(long size, long dim = 0) => Aten.tensor_split_sections.RunAll(this, size, dim);
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.tensor_split_indices.RunAll(this, sizes, dim);
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.chunk.RunAll(this, chunks, dim);
        public Tensor[] unbind(long dimension = 0) => Aten.unbind_int.RunAll(this, dimension);
        public IList<Tensor> nonzero_as_list() => Aten.nonzero_numpy.RunAll(this);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_int.Run(this, repeats, dim, output_size);
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_Tensor.Run(this, repeats, dim, output_size);

        public Tensor roll(long shifts, long? dims = null) => Aten.roll.Run(this, (long[])[shifts], dims is { } d ? (long[])[d] : []);
        public Tensor roll(long[] shifts) => Aten.roll.Run(this, shifts, Array.Empty<long>());
        public Tensor roll(long[] shifts, params long[] dims) => Aten.roll.Run(this, shifts, dims);
        public Tensor roll((long, long) shifts, (long, long) dims) =>
            Aten.roll.Run(this, (long[])[shifts.Item1, shifts.Item2], (long[])[dims.Item1, dims.Item2]);
        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Aten.rot90.Run(this, k, dims is { } d ? (long[])[d.Item1, d.Item2] : [0, 1]);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.topk.RunPair(this, k, dim, largest, sorted);
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.sort_stable.RunPair(this, stable, dim, descending);
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.argsort.Run(this, dim, descending);

        public Tensor take_along_dim(Tensor indices) => Aten.take_along_dim.Run(this, indices);
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.Run(this, indices, dim);

        public Tensor where(Tensor condition, Tensor y) => Aten.where_self.Run(condition, this, y);

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Aten.tensordot.Run(this, b, dims1, dims2);
        public Tensor tensordot(Tensor b, long dims = 2)
        {
            var last = Enumerable.Range((int)(ndim - dims), (int)dims).Select(i => (long)i);
            return tensordot(b, last.ToArray(), Enumerable.Range(0, (int)dims).Select(i => (long)i).ToArray());
        }
    }
}
