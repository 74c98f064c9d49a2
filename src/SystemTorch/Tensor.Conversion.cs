using SystemTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Aten.to_dtype.Run(this, type, non_blocking, copy), disposeAfter);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Aten.to_device.Run(this, device, type, non_blocking, copy), disposeAfter);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor type(ScalarType dtype) => to_type(dtype);

        public Tensor cpu() => to(CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        Tensor Converted(Tensor converted, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return converted;
        }

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.copy_.RunIn(this, source, nonBlocking);

        public Tensor contiguous() => Aten.contiguous.Run(this);

        public Tensor alias() => Own(NativeMethods.Check(NativeMethods.st_alias(Handle)));

        /// <summary>The elements, read in place; the tensor must be on the CPU and hold <typeparamref name="T"/>.</summary>
        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            CheckReadable(typeof(T));
            return new Utils.TensorAccessor<T>(this);
        }

        /// <summary>The only element of a tensor of <typeparamref name="T"/>. Waits for the device.</summary>
        public T item<T>() where T : unmanaged
        {
            if (ScalarTypeOf<T>() != dtype)
                throw new ArgumentException($"the tensor holds {dtype}, not {typeof(T).Name}");
            var value = ToScalar();
            return (T)Convert.ChangeType(value.IsReal ? typeof(T) == typeof(Half) ? (Half)value.AsDouble : value.AsDouble
                : dtype == ScalarType.Bool ? value.AsInt64 != 0 : value.AsInt64, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
        }

        /// <summary>The only element. Waits for the device.</summary>
        public Scalar ToScalar() => Scalar.From(Aten.item.RunValue(this), dtype);

        /// <summary>The memory of a contiguous CPU tensor; valid as long as the tensor is.</summary>
        public Span<byte> bytes
        {
            get
            {
                CheckReadable(null);
                if (!is_contiguous())
                    throw new NotSupportedException("only the bytes of a contiguous tensor lie in one piece: call contiguous() first");
                return new((void*)NativeMethods.st_data(Handle), checked((int)(numel() * ElementSize)));
            }
            set => value.CopyTo(bytes);
        }

        void CheckReadable(Type? elements)
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("only a tensor on the CPU can be read in place: call cpu() first");
            if (elements is not null && ScalarTypeOf(elements) != dtype)
                throw new ArgumentException($"the tensor holds {dtype}, not {elements.Name}");
        }
    }
}
