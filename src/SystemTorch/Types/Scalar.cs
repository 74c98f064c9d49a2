using SystemTorch.Native;

namespace TorchSharp;

/// <summary>A number given to, or read from, a tensor.</summary>
public sealed class Scalar : IDisposable
{
    readonly long _integer;
    readonly double _real;

    Scalar(torch.ScalarType type, long integer, double real) => (Type, _integer, _real) = (type, integer, real);

    public torch.ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Byte, value, value);
    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int8, value, value);
    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int16, value, value);
    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int32, value, value);
    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, value, value);
    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, value ? 1 : 0, value ? 1 : 0);
    public static implicit operator Scalar(Half value) => new(torch.ScalarType.Float16, 0, (double)value);
    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float32, 0, value);
    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, 0, value);

    /// <summary>Nothing native is held; here so that code which disposes scalars compiles.</summary>
    public void Dispose()
    {
    }

    internal bool IsReal => torch.is_floating_point(Type);

    internal double AsDouble => IsReal ? _real : _integer;

    internal long AsInt64 => IsReal ? (long)_real : _integer;

    // each branch its own conversion: a shared conditional would make every integer a double
    internal Arg ToArg() => Type == torch.ScalarType.Bool ? (Arg)(_integer != 0) : IsReal ? (Arg)_real : (Arg)_integer;

    internal static Scalar From(NativeArgument value, torch.ScalarType type) =>
        value.Tag == NativeTag.Double ? new(type, 0, value.Real) : new(type, value.Integer, value.Integer);

    public override string ToString() => IsReal
        ? _real.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : _integer.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;

    public static byte ToByte(this Scalar value) => (byte)value.AsInt64;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsInt64;
    public static short ToInt16(this Scalar value) => (short)value.AsInt64;
    public static int ToInt32(this Scalar value) => (int)value.AsInt64;
    public static long ToInt64(this Scalar value) => value.AsInt64;
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;
}
