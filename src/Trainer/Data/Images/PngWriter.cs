using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Platform.Trainer.Data.Images;

static class PngWriter
{
    /// <param name="samples">Row-major, 8-bit; palette indices are written with <see cref="VocPalette"/>.</param>
    public static byte[] Write(int width, int height, PngKind kind, ReadOnlySpan<byte> samples)
    {
        var channels = PngRaster.ChannelsOf(kind);
        if (samples.Length != width * height * channels)
            throw new ArgumentException($"{samples.Length} samples for {width} x {height} x {channels}");
        using var png = new MemoryStream();
        png.Write(PngReader.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = (byte)kind;
        Chunk(png, "IHDR", header);
        if (kind == PngKind.Palette)
            Chunk(png, "PLTE", VocPalette.Bytes);
        Chunk(png, "IDAT", Compress(Filtered(samples, width * channels, channels, kind)));
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    // indices are no quantities: differences of them do not compress better
    static byte[] Filtered(ReadOnlySpan<byte> samples, int stride, int channels, PngKind kind)
    {
        var rows = samples.Length / stride;
        var filtered = new byte[rows * (stride + 1)];
        var trial = new byte[stride];
        for (var y = 0; y < rows; y++)
        {
            var row = samples.Slice(y * stride, stride);
            var above = y == 0 ? default : samples.Slice((y - 1) * stride, stride);
            var target = filtered.AsSpan(y * (stride + 1), stride + 1);
            var best = long.MaxValue;
            for (var filter = 0; filter < (kind == PngKind.Palette ? 1 : PngFilters.Count); filter++)
            {
                var sum = PngFilters.Apply(filter, row, above, channels, trial);
                if (sum >= best)
                    continue;
                best = sum;
                target[0] = (byte)filter;
                trial.CopyTo(target[1..]);
            }
        }
        return filtered;
    }

    static byte[] Compress(byte[] filtered)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(filtered);
        return compressed.ToArray();
    }

    static void Chunk(MemoryStream png, string type, ReadOnlySpan<byte> data)
    {
        var typed = new byte[4 + data.Length];
        Encoding.ASCII.GetBytes(type, typed);
        data.CopyTo(typed.AsSpan(4));
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(typed));
        png.Write(number);
    }
}
