using System.Collections;
using SystemTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a CPU tensor in place, in the order of its indices whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    readonly Tensor _tensor;  // keeps the memory alive
    readonly long[] _shape, _strides;
    readonly T* _data;
    readonly bool _contiguous;

    internal TensorAccessor(Tensor tensor)
    {
        _tensor = tensor.alias().DetachFromDisposeScope();
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.numel();
        _data = Count == 0 ? null : (T*)NativeMethods.Check(NativeMethods.st_data(tensor.Handle));
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => *At(indices);
        set => *At(indices) = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        if (Count - tensorIndex > target.Length)
            throw new ArgumentException($"{Count - tensorIndex} elements do not fit into {target.Length}", nameof(array));
        if (_contiguous)
        {
            new ReadOnlySpan<T>(_data + tensorIndex, (int)(Count - tensorIndex)).CopyTo(target);
            return;
        }
        for (var i = tensorIndex; i < Count; i++)
            target[(int)(i - tensorIndex)] = *Nth(i);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        if (source.Length > Count - tensorIndex)
            throw new ArgumentException($"{source.Length} elements do not fit into {Count - tensorIndex}", nameof(array));
        for (var i = 0; i < source.Length; i++)
            *Nth(tensorIndex + i) = source[i];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
            yield return Read(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _tensor.Dispose();

    T Read(long n) => *Nth(n);

    T* At(long[] indices)
    {
        ObjectDisposedException.ThrowIf(_tensor.IsInvalid, this);
        // one index into a tensor of several dimensions counts elements
        if (indices.Length == 1 && _shape.Length != 1)
            return Nth(indices[0]);
        if (indices.Length != _shape.Length)
            throw new ArgumentException($"{indices.Length} indices for {_shape.Length} dimensions", nameof(indices));
        var offset = 0L;
        for (var d = 0; d < indices.Length; d++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[d]);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[d], _shape[d]);
            offset += indices[d] * _strides[d];
        }
        return _data + offset;
    }

    T* Nth(long n)
    {
        ObjectDisposedException.ThrowIf(_tensor.IsInvalid, this);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, Count);
        if (_contiguous)
            return _data + n;
        var offset = 0L;
        for (var d = _shape.Length - 1; d >= 0; d--)
        {
            offset += n % _shape[d] * _strides[d];
            n /= _shape[d];
        }
        return _data + offset;
    }
}
