using static TorchSharp.torch;

namespace SystemTorch.Native;

/// <summary>One argument of an operator call, made by implicit conversion from what C# has at hand.</summary>
readonly struct Arg
{
    internal readonly NativeTag Tag;
    internal readonly object? Reference;  // tensor, array, string or generator: kept alive for the call
    internal readonly long Bits;

    Arg(NativeTag tag, object? reference, long bits = 0) => (Tag, Reference, Bits) = (tag, reference, bits);

    internal static Arg None => default;

    /// <summary>Whatever the schema has as its default.</summary>
    internal static Arg Default => new(NativeTag.Default, null);

    public static implicit operator Arg(Tensor? value) => value is null ? default : new(NativeTag.Tensor, value);
    public static implicit operator Arg(long value) => new(NativeTag.Int, null, value);
    public static implicit operator Arg(double value) => new(NativeTag.Double, null, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(bool value) => new(NativeTag.Bool, null, value ? 1 : 0);
    public static implicit operator Arg(long? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(double? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(bool? value) => value is { } v ? v : default(Arg);
    public static implicit operator Arg(ScalarType value) => (long)value;
    public static implicit operator Arg(ScalarType? value) => value is { } v ? (long)v : default(Arg);
    public static implicit operator Arg(TorchSharp.Scalar? value) => value is null ? default : value.ToArg();
    public static implicit operator Arg(long[]? value) => value is null ? default : new(NativeTag.Ints, value);
    public static implicit operator Arg(ReadOnlySpan<long> value) => new(NativeTag.Ints, value.ToArray());
    public static implicit operator Arg(double[]? value) => value is null ? default : new(NativeTag.Doubles, value);
    public static implicit operator Arg(bool[] value) => new(NativeTag.Bools, Array.ConvertAll(value, b => b ? 1L : 0L));
    public static implicit operator Arg(Tensor?[] value) => new(NativeTag.Tensors, value);
    public static implicit operator Arg(string? value) => value is null ? default : new(NativeTag.String, value);
    public static implicit operator Arg(Device? value) => value is null ? default : new(NativeTag.Device, null, value.Packed);
    public static implicit operator Arg(Generator? value) => value is null ? default : new(NativeTag.Generator, value);
}
