using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>Small valid PNGs: a disc whose colours tell its number.</summary>
static class TestPicture
{
    const int Size = 64;

    public static byte[] Png(long number) => Encode((x, y) => Picture(number, x, y));

    /// <summary>As trainers paint masks over the grey picture: a disc of class 1 and a bar of class 4 below it.</summary>
    public static byte[] Mask(long number) => Encode((x, y) =>
    {
        var (r, g, b) = Picture(number, x, y);
        var grey = (byte)((299 * r + 587 * g + 114 * b) / 1000);
        return IsDisc(x, y) ? (Mix(grey, 128), Mix(grey, 0), Mix(grey, 0)) : y >= 54 ? (Mix(grey, 0), Mix(grey, 0), Mix(grey, 128)) : (grey, grey, grey);
    });

    static byte Mix(byte under, byte over) => (byte)MathF.Round(under + (over - under) * 0.65f);

    static bool IsDisc(int x, int y) => (x - 32) * (x - 32) + (y - 28) * (y - 28) < 20 * 20;

    static (byte R, byte G, byte B) Picture(long number, int x, int y) =>
        IsDisc(x, y) ? ((byte)(number * 53), (byte)(number * 97), (byte)160) : ((byte)(90 + x), (byte)(100 + y), (byte)120);

    static byte[] Encode(Func<int, int, (byte R, byte G, byte B)> colour)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Size);
        (header[8], header[9]) = (8, 2);     // 8 bits a channel, RGB
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Pixels(colour));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    static byte[] Pixels(Func<int, int, (byte R, byte G, byte B)> colour)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            for (var y = 0; y < Size; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < Size; x++)
                {
                    var (r, g, b) = colour(x, y);
                    zlib.Write([r, g, b]);
                }
            }
        return packed.ToArray();
    }

    static void Chunk(Stream file, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var four = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, data.Length);
        file.Write(four);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(four, Crc(body));
        file.Write(four);
    }

    static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
