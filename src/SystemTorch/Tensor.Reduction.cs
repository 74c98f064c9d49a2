using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Aten.sum.Run(this, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim], keepdim, type);
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)[dim0, dim1], keepdim, type);
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)[dim0, dim1, dim2], keepdim, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.Run(this, dim, keepdim, type);
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Aten.sum_dim_IntList.Run(this, dim, keepdim, type);
        public Tensor nansum() => Aten.nansum.Run(this);

        public Tensor mean() => Aten.mean.Run(this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Aten.mean_dim.Run(this, dimensions, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Aten.prod.Run(this, type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Aten.prod_dim_int.Run(this, dim, keepdim, type);

        public Tensor std(bool unbiased = true) => Aten.std.Run(this, unbiased);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.std_dim.Run(this, dimensions, unbiased, keepdim), type);

        public Tensor var(bool unbiased = true) => Aten.var.Run(this, unbiased);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(Aten.var_dim.Run(this, dimensions, unbiased, keepdim), type);

        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => Aten.std_mean.RunPair(this, unbiased);
        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => Aten.var_mean.RunPair(this, unbiased);
        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            TypedPair(Aten.std_mean_dim.RunPair(this, (long[])[dim], unbiased, keepdim), type);
        public (Tensor @var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            TypedPair(Aten.var_mean_dim.RunPair(this, (long[])[dim], unbiased, keepdim), type);
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            TypedPair(Aten.std_mean_dim.RunPair(this, dimensions, unbiased, keepdim), type);
        public (Tensor @var, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            TypedPair(Aten.var_mean_dim.RunPair(this, dimensions, unbiased, keepdim), type);

        public Tensor max() => Aten.max.Run(this);
        public Tensor max(Tensor other) => Aten.max_other.Run(this, other);
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Aten.max_dim.RunPair(this, dim, keepdim);
        public Tensor min() => Aten.min.Run(this);
        public Tensor min(Tensor other) => Aten.min_other.Run(this, other);
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Aten.min_dim.RunPair(this, dim, keepdim);
        public Tensor amax(params long[] dims) => Aten.amax.Run(this, dims);
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(Aten.amax.Run(this, dims, keepdim), @out);
        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(Aten.amax.Run(this, dims, keepdim), @out);
        public Tensor amin(params long[] dims) => Aten.amin.Run(this, dims);
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(Aten.amin.Run(this, dims, keepdim), @out);
        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(Aten.amin.Run(this, dims, keepdim), @out);
        public Tensor argmax() => Aten.argmax.Run(this);
        public Tensor argmax(long dim, bool keepdim = false) => Aten.argmax.Run(this, dim, keepdim);
        public Tensor argmin() => Aten.argmin.Run(this);
        public Tensor argmin(long dim, bool keepdim = false) => Aten.argmin.Run(this, dim, keepdim);

        public Tensor median() => Aten.median.Run(this);
        public (Tensor values, Tensor indices) mode(long dim = -1L, bool keepdim = false) => Aten.mode.RunPair(this, dim, keepdim);
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) => Aten.kthvalue.RunPair(this, k, dim ?? -1, keepdim);
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.quantile.Run(this, q, dim, keepdim);
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.nanquantile.Run(this, q, dim, keepdim);
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) =>
            Aten.nanmean.Run(this, dim is { } d ? (long[])[d] : null, keepdim, dtype);
        public Tensor logsumexp(long dim, bool keepdim = false) => Aten.logsumexp.Run(this, (long[])[dim], keepdim);
        public Tensor norm(float p = 2f) => Aten.norm_Scalar.Run(this, p);
        public Tensor norm(int dim, bool keepdim = false, float p = 2f) => Aten.norm_ScalarOpt_dim.Run(this, p, (long[])[dim], keepdim);
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.histc.Run(this, bins, min, max);
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.bincount.Run(this, weights, minlength);
        public Tensor count_nonzero(long[]? dims = null) => dims is null ? Aten.count_nonzero.Run(this) : Aten.count_nonzero_dim_IntList.Run(this, dims);

        public Tensor all() => Aten.all.Run(this);
        public Tensor all(long dim, bool keepdim = false) => Aten.all_dim.Run(this, dim, keepdim);
        public Tensor any() => Aten.any.Run(this);
        public Tensor any(long dim, bool keepdim = false) => Aten.any_dim.Run(this, dim, keepdim);
        public Tensor equal(Tensor target) => tensor(Equals(target));

        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.cumsum.Run(this, dim, type);
        public Tensor cumprod(long dim, ScalarType? type = null) => Aten.cumprod.Run(this, dim, type);

        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) => dim is { } d
            ? Aten.unique_dim.RunTriple(this, d, sorted, return_inverse, return_counts)
            : Aten._unique2.RunTriple(this, sorted, return_inverse, return_counts);

        public (Tensor output, Tensor inverse_indices, Tensor counts) unique_consecutive(
            bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Aten.unique_consecutive.RunTriple(this, return_inverse, return_counts, dim is { } d ? d : Arg.None);

        static Tensor Typed(Tensor tensor, ScalarType? type) =>
            type is { } wanted && wanted != tensor.dtype ? tensor.to_type(wanted, disposeAfter: true) : tensor;

        static (Tensor, Tensor) TypedPair((Tensor First, Tensor Second) pair, ScalarType? type) => (Typed(pair.First, type), Typed(pair.Second, type));

        static Tensor Into(Tensor result, Tensor? target)
        {
            if (target is null)
                return result;
            using (result)
                return target.copy_(result);
        }
    }
}
