using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    // Views, gathers, scatters and other rearrangements.
    public partial class Tensor
    {
        public Tensor argwhere() => Aten.argwhere.Run(this);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Aten.as_strided.Run(this, size, strides, storageOffset);
        public Tensor broadcast_to(params long[] shape) => Aten.broadcast_to.Run(this, shape);
        public Tensor channel_shuffle(long groups) => Aten.channel_shuffle.Run(this, groups);
        public Tensor clone() => Aten.clone.Run(this);
        public Tensor diag(long diagonal = 0) => Aten.diag.Run(this, diagonal);
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Aten.diag_embed.Run(this, offset, dim1, dim2);
        public Tensor diagflat(long offset = 0) => Aten.diagflat.Run(this, offset);
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.diagonal.Run(this, offset, dim1, dim2);
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Aten.diagonal_scatter.Run(this, src, offset, dim1, dim2);
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Aten.diff.Run(this, n, dim, prepend, append);
        public Tensor flip(params long[] dims) => Aten.flip.Run(this, dims);
        public Tensor fliplr() => Aten.fliplr.Run(this);
        public Tensor flipud() => Aten.flipud.Run(this);
        public Tensor gather(long dim, Tensor index) => Aten.gather.Run(this, dim, index);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add.Run(this, dim, index, source, alpha);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.index_add_.RunIn(this, dim, index, source, alpha);
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.index_copy.Run(this, dim, index, source);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.index_copy_.RunIn(this, dim, index, source);
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.index_fill_int_Scalar.Run(this, dim, index, value);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.index_fill__int_Scalar.RunIn(this, dim, index, value);
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Run(this, dim, index);
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.Run(this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.masked_fill__Scalar.RunIn(this, mask, value);
        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.masked_scatter.Run(this, mask, value);
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Aten.masked_scatter_.RunIn(this, mask, value);
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Run(this, mask);
        public Tensor moveaxis(long[] source, long[] destination) => Aten.moveaxis_intlist.Run(this, source, destination);
        public Tensor movedim(long[] source, long[] destination) => Aten.movedim_intlist.Run(this, source, destination);
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Run(this, dim, start, length);
        public Tensor nonzero() => Aten.nonzero.Run(this);
        public Tensor permute(params long[] permutation) => Aten.permute.Run(this, permutation);
        public Tensor ravel() => Aten.ravel.Run(this);
        public Tensor repeat(params long[] sizes) => Aten.repeat.Run(this, sizes);
        public Tensor reshape(params long[] shape) => Aten.reshape.Run(this, shape);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter_src.Run(this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.scatter__src.RunIn(this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add.Run(this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.scatter_add_.RunIn(this, dim, index, src);
        public Tensor select(long dim, long index) => Aten.select_int.Run(this, dim, index);
        public Tensor select_scatter(Tensor src, long dim, long index) => Aten.select_scatter.Run(this, src, dim, index);
        public Tensor slice(long dim, long start, long finish, long step) => Aten.slice_Tensor.Run(this, dim, start, finish, step);
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            Aten.slice_scatter.Run(this, src, dim, start, end, step);
        public Tensor swapaxes(long dim0, long dim1) => Aten.swapaxes.Run(this, dim0, dim1);
        public Tensor swapdims(long dim0, long dim1) => Aten.swapdims.Run(this, dim0, dim1);
        public Tensor t() => Aten.t.Run(this);
        public Tensor take(Tensor index) => Aten.take.Run(this, index);
        public Tensor tile(params long[] reps) => Aten.tile.Run(this, reps);
        public Tensor transpose(long dim0, long dim1) => Aten.transpose_int.Run(this, dim0, dim1);
        public Tensor transpose_(long dim0, long dim1) => Aten.transpose_.RunIn(this, dim0, dim1);
        public Tensor tril(long diagonal = 0) => Aten.tril.Run(this, diagonal);
        public Tensor tril_(long diagonal = 0) => Aten.tril_.RunIn(this, diagonal);
        public Tensor triu(long diagonal = 0) => Aten.triu.Run(this, diagonal);
        public Tensor triu_(long diagonal = 0) => Aten.triu_.RunIn(this, diagonal);
        public Tensor unfold(long dimension, long size, long step) => Aten.unfold.Run(this, dimension, size, step);
        public Tensor unsqueeze(long dim) => Aten.unsqueeze.Run(this, dim);
        public Tensor unsqueeze_(long dim) => Aten.unsqueeze_.RunIn(this, dim);
        public Tensor view(params long[] shape) => Aten.view.Run(this, shape);
        public Tensor view_as(Tensor other) => Aten.view_as.Run(this, other);
    }
}
