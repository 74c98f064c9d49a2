using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SystemTorch.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>A tensor with a copy of an array's elements and shape.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var elements = rawArray.GetType().GetElementType()!;
        var shape = Enumerable.Range(0, rawArray.Rank).Select(rawArray.GetLongLength).ToArray();
        var bytes = (ReadOnlySpan<byte>)MemoryMarshal.CreateSpan(
            ref MemoryMarshal.GetArrayDataReference(rawArray), checked((int)(rawArray.LongLength * ScalarTypeOf(elements).ElementSize())));
        return Finish(FromBytes(bytes, ScalarTypeOf(elements), shape), dtype, device, requires_grad);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    /// <summary>A tensor with a copy of part of an array; the array's element type must be that of <paramref name="dtype"/>.</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (ScalarTypeOf(rawArray.GetType().GetElementType()!) != dtype)
            throw new ArgumentException($"the array does not hold {dtype}", nameof(rawArray));
        using var all = from_array(rawArray);
        using var flat = all.flatten();
        using var part = flat.narrow(0, offset, count < 0 ? rawArray.LongLength - offset : count);
        return Made(part.clone(), requires_grad);
    }

    static ReadOnlySpan<T> Listed<T>(IList<T> items) => items switch
    {
        T[] array => array,
        List<T> list => CollectionsMarshal.AsSpan(list),
        _ => items.ToArray(),
    };

    static Tensor Scalar0<T>(T scalar, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        From(new ReadOnlySpan<T>(in scalar), [], dtype, device, requires_grad);

    static Tensor From<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        Finish(FromBytes(MemoryMarshal.AsBytes(data), ScalarTypeOf<T>(), shape), dtype, device, requires_grad);

    static Tensor From<T>(T[] data, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        From((ReadOnlySpan<T>)data, shape, dtype, device, requires_grad);

    static Tensor From<T>(Span<T> data, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        From((ReadOnlySpan<T>)data, shape, dtype, device, requires_grad);

    static Tensor FromBytes(ReadOnlySpan<byte> data, ScalarType type, ReadOnlySpan<long> shape)
    {
        fixed (byte* first = data)
        fixed (long* sizes = shape)
            return Tensor.Own(NativeMethods.Check(NativeMethods.st_tensor_from(first, data.Length, (int)type, sizes, shape.Length)));
    }

    static Tensor Finish(Tensor tensor, ScalarType? dtype, Device? device, bool requires_grad)
    {
        if ((dtype is { } type && type != tensor.dtype) || (device is not null && device.type != DeviceType.CPU))
            tensor = tensor.to(dtype ?? tensor.dtype, device ?? CPU, disposeAfter: true);
        return Made(tensor, requires_grad);
    }
}
