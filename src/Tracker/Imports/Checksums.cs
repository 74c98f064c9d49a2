using System.Buffers.Binary;
using System.Numerics;

namespace Platform.Tracker.Imports;

/// <summary>The checksums of event files and of W&amp;B's.</summary>
static class Checksums
{
    static readonly uint[] s_table = Table();

    /// <summary>TensorFlow's: CRC-32C, rotated and moved so that a checksum of checksums is none of itself.</summary>
    public static uint MaskedCrc32C(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        for (; data.Length >= 8; data = data[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (var next in data)
            crc = BitOperations.Crc32C(crc, next);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }

    /// <summary>zlib's CRC-32 of a record's type and its data.</summary>
    public static uint Crc32(byte type, ReadOnlySpan<byte> data)
    {
        var crc = Step(~0u, type);
        foreach (var next in data)
            crc = Step(crc, next);
        return ~crc;
    }

    static uint Step(uint crc, byte next) => s_table[(byte)(crc ^ next)] ^ crc >> 8;

    static uint[] Table()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
            table[i] = crc;
        }
        return table;
    }
}
