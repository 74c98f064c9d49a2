using System.Buffers.Binary;
using System.Text;

namespace Platform.Tracker.Imports;

/// <summary>A field of a protobuf message.</summary>
/// <param name="Number">As in the .proto file.</param>
/// <param name="Type">0: varint, 1: 64 bits, 2: bytes, 5: 32 bits.</param>
/// <param name="Value">Of a number its bits.</param>
/// <param name="Start">Of bytes where they begin in the message.</param>
/// <param name="Length">Of bytes how many.</param>
readonly record struct WireField(int Number, int Type, ulong Value, int Start, int Length)
{
    public float Single => BitConverter.UInt32BitsToSingle((uint)Value);
    public double Double => BitConverter.UInt64BitsToDouble(Value);
    public long Integer => (long)Value;
}

/// <summary>Walks through the fields of a protobuf message. What cannot be one throws <see cref="FormatException"/>.</summary>
ref struct WireReader(ReadOnlySpan<byte> message)
{
    readonly ReadOnlySpan<byte> _message = message;
    int _at;

    public bool Next(out WireField field)
    {
        field = default;
        if (_at >= _message.Length)
            return false;
        var key = Varint();
        var (number, type) = ((int)(key >> 3), (int)(key & 7));
        if (key >> 3 is 0 or > 0x1FFFFFFF)
            throw new FormatException("a field has no number");
        field = type switch
        {
            0 => new(number, type, Varint(), 0, 0),
            1 => new(number, type, BinaryPrimitives.ReadUInt64LittleEndian(Take(8)), 0, 0),
            5 => new(number, type, BinaryPrimitives.ReadUInt32LittleEndian(Take(4)), 0, 0),
            2 => Bytes(number),
            _ => throw new FormatException($"field {number} has the unknown type {type}"),
        };
        return true;
    }

    public readonly ReadOnlySpan<byte> Of(WireField field) => _message.Slice(field.Start, field.Length);
    public readonly string Text(WireField field) => Encoding.UTF8.GetString(Of(field));

    WireField Bytes(int number)
    {
        var length = Varint();
        if (length > (ulong)(_message.Length - _at))
            throw new FormatException($"field {number} ends past its message");
        var start = _at;
        _at += (int)length;
        return new(number, 2, 0, start, (int)length);
    }

    ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_at >= _message.Length)
                throw new FormatException("a number ends past its message");
            var next = _message[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new FormatException("a number is longer than 64 bits");
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - _at)
            throw new FormatException("a number ends past its message");
        _at += count;
        return _message.Slice(_at - count, count);
    }
}
