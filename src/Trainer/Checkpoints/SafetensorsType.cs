using System.Runtime.InteropServices;

namespace Platform.Trainer.Checkpoints;

/// <summary>Element types of a safetensors file, spelled as in the file.</summary>
public enum SafetensorsType
{
    BOOL,
    U8,
    I8,
    I16,
    F16,
    BF16,
    I32,
    F32,
    I64,
    F64,
}

static class SafetensorsTypes
{
    public static int ByteSize(this SafetensorsType type) => type switch
    {
        SafetensorsType.BOOL or SafetensorsType.U8 or SafetensorsType.I8 => 1,
        SafetensorsType.I16 or SafetensorsType.F16 or SafetensorsType.BF16 => 2,
        SafetensorsType.I32 or SafetensorsType.F32 => 4,
        _ => 8,
    };

    /// <summary>The file's type for a C# element type; 16-bit brain floats have none and travel as raw bytes.</summary>
    public static SafetensorsType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? SafetensorsType.F32
        : typeof(T) == typeof(double) ? SafetensorsType.F64
        : typeof(T) == typeof(long) ? SafetensorsType.I64
        : typeof(T) == typeof(int) ? SafetensorsType.I32
        : typeof(T) == typeof(short) ? SafetensorsType.I16
        : typeof(T) == typeof(sbyte) ? SafetensorsType.I8
        : typeof(T) == typeof(byte) ? SafetensorsType.U8
        : typeof(T) == typeof(bool) ? SafetensorsType.BOOL
        : typeof(T) == typeof(Half) ? SafetensorsType.F16
        : throw new ArgumentException($"no safetensors type holds {typeof(T).Name}");

    /// <summary>Little-endian elements of a floating-point type as single precision; null for any other type.</summary>
    public static float[]? ToFloats(this SafetensorsType type, ReadOnlySpan<byte> bytes) => type switch
    {
        SafetensorsType.F32 => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        SafetensorsType.F64 => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), v => (float)v),
        SafetensorsType.F16 => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), v => (float)v),
        // a brain float is the upper half of a single
        SafetensorsType.BF16 => Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(), v => BitConverter.UInt32BitsToSingle((uint)v << 16)),
        _ => null,
    };
}
