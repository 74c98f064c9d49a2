using System.Buffers.Binary;
using System.Text;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Tests.Imports;

/// <summary>Writes protobuf messages field by field.</summary>
sealed class WireWriter
{
    readonly MemoryStream _bytes = new();

    public byte[] ToArray() => _bytes.ToArray();

    public WireWriter Integer(int field, long value)
    {
        Varint((ulong)field << 3);
        return Varint((ulong)value);
    }

    public WireWriter Double(int field, double value)
    {
        Varint((ulong)field << 3 | 1);
        _bytes.Write(BitConverter.GetBytes(value));
        return this;
    }

    public WireWriter Single(int field, float value)
    {
        Varint((ulong)field << 3 | 5);
        _bytes.Write(BitConverter.GetBytes(value));
        return this;
    }

    public WireWriter Bytes(int field, params ReadOnlySpan<byte> value)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public WireWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));
    public WireWriter Message(int field, WireWriter value) => Bytes(field, value.ToArray());

    WireWriter Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.WriteByte((byte)(value | 0x80));
        _bytes.WriteByte((byte)value);
        return this;
    }
}

/// <summary>Writes a TensorBoard event file.</summary>
static class EventRecords
{
    public static byte[] File(params IEnumerable<WireWriter> events) =>
        [.. Record(new WireWriter().Double(1, 1_700_000_000).Text(3, "brain.Event:2").ToArray()), .. events.SelectMany(e => Record(e.ToArray()))];

    public static byte[] Record(byte[] data)
    {
        var record = new byte[data.Length + 16];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Checksums.MaskedCrc32C(record.AsSpan(0, 8)));
        data.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), Checksums.MaskedCrc32C(data));
        return record;
    }

    /// <summary>As PyTorch and tensorboardX write it.</summary>
    public static WireWriter Scalar(string tag, int step, float value) => Event(step, new WireWriter().Text(1, tag).Single(2, value));

    /// <summary>As TensorFlow 2 writes it.</summary>
    public static WireWriter TensorScalar(string tag, int step, double value) => Event(step, new WireWriter().Text(1, tag)
        .Message(8, new WireWriter().Integer(1, 2).Bytes(2).Bytes(4, BitConverter.GetBytes(value))).Message(9, Plugin("scalars")));

    public static WireWriter Picture(string tag, int step, int bytes) => Event(step, new WireWriter().Text(1, tag)
        .Message(4, new WireWriter().Integer(1, 448).Integer(2, 448).Integer(3, 3).Bytes(4, new byte[bytes])));

    public static WireWriter Event(int step, WireWriter value) =>
        new WireWriter().Double(1, 1_700_000_000 + step).Integer(2, step).Message(5, new WireWriter().Message(1, value));

    public static WireWriter Plugin(string name, WireWriter? content = null)
    {
        var data = new WireWriter().Text(1, name);
        return new WireWriter().Message(1, content is null ? data : data.Message(2, content));
    }
}

/// <summary>Writes a W&amp;B file.</summary>
static class WandbRecords
{
    public static byte[] File(params IEnumerable<WireWriter> records)
    {
        using var file = new MemoryStream();
        file.Write(":W&B"u8);
        file.Write([0xE1, 0xBE, 0]);
        foreach (var record in records)
            Write(file, record.ToArray());
        return file.ToArray();
    }

    static void Write(MemoryStream file, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[7];
        for (var first = true; first || data.Length > 0; first = false)
        {
            var left = 32768 - (int)(file.Length % 32768);
            if (left < 7)
            {
                file.Write(new byte[left]);
                left = 32768;
            }
            var piece = data[..Math.Min(data.Length, left - 7)];
            data = data[piece.Length..];
            var type = (byte)((first, data.Length == 0) switch { (true, true) => 1, (true, false) => 2, (false, false) => 3, _ => 4 });
            BinaryPrimitives.WriteUInt32LittleEndian(header, Checksums.Crc32(type, piece));
            BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)piece.Length);
            header[6] = type;
            file.Write(header);
            file.Write(piece);
        }
    }

    public static WireWriter History(int step, params IEnumerable<(string Key, string Json)> values)
    {
        var history = Items(values);
        return new WireWriter().Message(2, history.Message(2, new WireWriter().Integer(1, step)));
    }

    public static WireWriter Config(params IEnumerable<(string Key, string Json)> values) => new WireWriter().Message(5, Items(values));
    public static WireWriter Summary(params IEnumerable<(string Key, string Json)> values) => new WireWriter().Message(3, Items(values));

    static WireWriter Items(IEnumerable<(string Key, string Json)> values)
    {
        var items = new WireWriter();
        foreach (var (key, json) in values)
            items.Message(1, new WireWriter().Text(1, key).Text(16, json));
        return items;
    }
}
