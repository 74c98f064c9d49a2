using System.Buffers.Binary;
using System.Text;

namespace Platform.Tracker.Imports;

/// <summary>A number, or a text, that a TensorFlow tensor holds.</summary>
readonly record struct TensorValue(double? Number, bool Float32, string? Text)
{
    // dtypes and members of TensorFlow's tensor.proto
    const int Float = 1, Double = 2, Int32 = 3, String = 7, Int64 = 9, Half = 19;

    /// <summary>Of a scalar its number, of strings the first; neither for anything else.</summary>
    public static TensorValue Of(ReadOnlySpan<byte> tensor)
    {
        var fields = new WireReader(tensor);
        var type = 0;
        var elements = 1L;
        TensorValue found = default;
        while (fields.Next(out var field))
        {
            if (field is { Number: 1, Type: 0 })
                type = (int)field.Value;
            else if (field is { Number: 2, Type: 2 })
                elements = Elements(fields.Of(field));
            else if (field is { Number: 8, Type: 2 } && found.Text is null)
                found = new(null, false, Encoding.UTF8.GetString(fields.Of(field)));
            else if (field.Number is 4 or 5 or 6 or 7 or 10 or 13 && Read(type, field, fields) is { } number)
                found = new(number, type is Float or Half, null);
        }
        return type == String || elements == 1 ? found : default;
    }

    static double? Read(int type, WireField field, WireReader fields)
    {
        if (field.Type != 2) // one number by itself
            return field.Number switch { 5 => field.Single, 6 => field.Double, 7 or 10 => field.Integer, 13 => Bits16(field.Value), _ => null };
        var bytes = fields.Of(field);
        if (field.Number is 7 or 10 or 13)
            return Packed(bytes, field.Number);
        return type switch
        {
            Float when bytes.Length >= 4 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            Double when bytes.Length >= 8 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            Int32 when bytes.Length >= 4 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            Int64 when bytes.Length >= 8 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            Half when bytes.Length >= 2 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            _ => null,
        };
    }

    static double? Packed(ReadOnlySpan<byte> bytes, int number)
    {
        var value = 0UL;
        for (var i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << 7 * i;
            if (bytes[i] < 0x80)
                return number == 13 ? Bits16(value) : (long)value;
        }
        return null;
    }

    static double Bits16(ulong bits) => (double)BitConverter.UInt16BitsToHalf((ushort)bits);

    static long Elements(ReadOnlySpan<byte> shape)
    {
        var dimensions = new WireReader(shape);
        var elements = 1L;
        while (dimensions.Next(out var dimension))
            if (dimension is { Number: 2, Type: 2 })
                elements = unchecked(elements * Size(dimensions.Of(dimension)));
        return elements;
    }

    static long Size(ReadOnlySpan<byte> dimension)
    {
        var fields = new WireReader(dimension);
        while (fields.Next(out var field))
            if (field is { Number: 1, Type: 0 })
                return field.Integer;
        return 0;
    }
}
