using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long[] shape => Sizes.ToArray();

        public long[] size() => shape;

        public long size(int dim) => Sizes[dim < 0 ? dim + (int)ndim : dim];

        public long ndim => NativeMethods.st_dim(Handle);

        public long dim() => ndim;

        public long Dimensions => ndim;

        public long numel() => NativeMethods.st_numel(Handle);

        public long NumberOfElements => numel();

        public ScalarType dtype => (ScalarType)NativeMethods.st_dtype(Handle);

        public long ElementSize => dtype.ElementSize();

        public long element_size() => ElementSize;

        public Device device => Device.Unpack(NativeMethods.st_device(Handle));

        public DeviceType device_type => device.type;

        public int device_index => device.index;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_sparse => NativeMethods.st_is_sparse(Handle) != 0;

        public bool is_contiguous() => NativeMethods.st_is_contiguous(Handle) != 0;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public long[] stride() => new ReadOnlySpan<long>((void*)NativeMethods.Check((nint)NativeMethods.st_strides(Handle)), (int)ndim).ToArray();

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)ndim : dim];

        public long storage_offset() => NativeMethods.st_storage_offset(Handle);

        // Points into the tensor: use it before anything resizes that.
        ReadOnlySpan<long> Sizes => new(NativeMethods.st_sizes(Handle), (int)ndim);
    }
}
