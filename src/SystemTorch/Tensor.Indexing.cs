using System.Runtime.CompilerServices;
using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Assign([i1], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Selected([i1, i2]);
            set => Assign([i1, i2], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Selected([i1, i2, i3]);
            set => Assign([i1, i2, i3], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Selected([i1, i2, i3, i4]);
            set => Assign([i1, i2, i3, i4], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Selected([i1, i2, i3, i4, i5]);
            set => Assign([i1, i2, i3, i4, i5], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Selected([i1, i2, i3, i4, i5, i6]);
            set => Assign([i1, i2, i3, i4, i5, i6], value);
        }

        public Tensor index(params Tensor[] indices) => Aten.index_Tensor.Run(this, indices);

        public Tensor index(params TensorIndex[] indices)
        {
            var view = Viewed(indices, out var tensors);
            if (tensors is null)
                return view;
            using (view)
                return Aten.index_Tensor.Run(view, tensors);
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => Put(this, indices, value, accumulate);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, accumulate: false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var view = Viewed(indices, out var tensors);
            if (tensors is not null)
                Put(view, tensors, value, accumulate);
            else if (accumulate)
                view.add_(value);
            else
                view.copy_(value);
            return this;
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var filled = FilledWith(Array.Empty<long>(), value, dtype, device, false);
            return index_put_(filled, indices);
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filled = FilledWith(Array.Empty<long>(), value, dtype, device, false);
            return index_put_(filled, indices);
        }

        static Tensor Put(Tensor target, Tensor?[] indices, Tensor value, bool accumulate)
        {
            if (value.dtype == target.dtype)
                return Aten.index_put_.RunIn(target, indices, value, accumulate);
            using var converted = value.to(target.dtype, target.device);
            return Aten.index_put_.RunIn(target, indices, converted, accumulate);
        }

        Tensor Selected(ReadOnlySpan<long> indices)
        {
            var view = select(0, indices[0]);
            foreach (var i in indices[1..])
                view = Next(view, view.select(0, i));
            return view;
        }

        void Assign(ReadOnlySpan<long> indices, Tensor value)
        {
            using var view = Selected(indices);
            view.copy_(value);
        }

        // A step of a chain of views: the one before is done with.
        static Tensor Next(Tensor before, Tensor after)
        {
            before.Dispose();
            return after;
        }

        // Applies everything that only changes the view; what needs a gather comes back by dimension, null where a dimension is untouched.
        Tensor Viewed(TensorIndex[] indices, out Tensor?[]? tensors)
        {
            var view = alias();
            var gathered = new List<Tensor?>();
            var dim = 0;
            var consumed = indices.Sum(i => i.Kind switch
            {
                TensorIndex.Kinds.Single or TensorIndex.Kinds.Slice => 1,
                TensorIndex.Kinds.Tensor => i.Indices!.dtype == ScalarType.Bool ? (int)i.Indices.ndim : 1,
                _ => 0,
            });
            foreach (var entry in indices)
                switch (entry.Kind)
                {
                    case TensorIndex.Kinds.Single:
                        view = Next(view, view.select(dim, entry.Start!.Value));
                        break;
                    case TensorIndex.Kinds.Slice:
                        view = Next(view, Aten.slice_Tensor.Run(view, dim, entry.Start, entry.Stop, entry.Step ?? 1));
                        dim++;
                        break;
                    case TensorIndex.Kinds.Ellipsis:
                        dim += (int)ndim - consumed;
                        break;
                    case TensorIndex.Kinds.None:
                        view = Next(view, view.unsqueeze(dim++));
                        break;
                    case TensorIndex.Kinds.Bool:
                        view = Next(view, view.unsqueeze(dim));
                        Gather(gathered, dim++, tensor(new[] { entry.Start != 0 }));
                        break;
                    case TensorIndex.Kinds.Tensor:
                        Gather(gathered, dim, entry.Indices!);
                        dim += entry.Indices!.dtype == ScalarType.Bool ? (int)entry.Indices.ndim : 1;
                        break;
                }
            tensors = gathered.Count == 0 ? null : [.. gathered];
            return view;
        }

        // A mask of several dimensions is one entry for all of them: the ones behind it follow directly.
        static void Gather(List<Tensor?> gathered, int dim, Tensor indices)
        {
            var covered = gathered.Sum(t => t is not null && t.dtype == ScalarType.Bool ? (int)t.ndim : 1);
            for (; covered < dim; covered++)
                gathered.Add(null);
            gathered.Add(indices);
        }
    }
}
