using System.Runtime.InteropServices;

namespace Platform.Trainer.Checkpoints;

/// <summary>One tensor to be written: row-major, little-endian bytes of the given type and shape (empty shape: a scalar).</summary>
public sealed record SafetensorsTensor(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Copies the values of a C# array.</summary>
    public static SafetensorsTensor Of<T>(string name, IReadOnlyList<long> shape, ReadOnlySpan<T> values) where T : unmanaged =>
        new(name, SafetensorsTypes.Of<T>(), shape, MemoryMarshal.AsBytes(values).ToArray());
}

/// <summary>One tensor of an open file; <paramref name="Offset"/> counts from the start of the file.</summary>
public sealed record SafetensorsEntry(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, long Offset, long ByteLength)
{
    public long ElementCount => ByteLength / Type.ByteSize();
}
