using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Platform.Contracts;

namespace Platform.Trainer.Data.Images;

/// <summary>Reads the chunks of a PNG, in the order of the specification, and undoes compression and filters.</summary>
static class PngReader
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // 2^28 samples: far above any data set's picture, far below what a damaged size could ask for
    const long MaxSamples = 1L << 28;

    public static PngRaster Read(ReadOnlySpan<byte> png, string name)
    {
        if (!png.StartsWith(Signature))
            throw Broken(name, "it does not start with the PNG signature");
        PngRaster? raster = null;
        using var compressed = new MemoryStream();
        for (var at = Signature.Length; ;)
        {
            var type = Chunk(png, ref at, out var data, name);
            switch (type)
            {
                case "IHDR":
                    raster = Header(data, name);
                    break;
                case var _ when raster is null:
                    throw Broken(name, $"its first chunk is {type}, not IHDR");
                case "PLTE":
                    raster = raster with { Palette = data.ToArray() };
                    break;
                case "IDAT":
                    compressed.Write(data);
                    break;
                case "IEND":
                    return raster with { Samples = Samples(raster, compressed, name) };
                case var _ when char.IsUpper(type[0]):
                    throw Broken(name, $"it needs the unknown chunk {type}");
            }
        }
    }

    static string Chunk(ReadOnlySpan<byte> png, scoped ref int at, out ReadOnlySpan<byte> data, string name)
    {
        if (png.Length - at < 12)
            throw Broken(name, "it ends before its IEND chunk: the file is cut");
        var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
        var type = Encoding.ASCII.GetString(png.Slice(at + 4, 4));
        if (length > png.Length - at - 12)
            throw Broken(name, $"it ends within its {type} chunk: the file is cut");
        var checkedPart = png.Slice(at + 4, 4 + (int)length);
        if (Crc32.Of(checkedPart) != BinaryPrimitives.ReadUInt32BigEndian(png[(at + 8 + (int)length)..]))
            throw Broken(name, $"the checksum of its {type} chunk is wrong");
        at += 12 + (int)length;
        data = checkedPart[4..];
        return type;
    }

    static PngRaster Header(ReadOnlySpan<byte> data, string name)
    {
        if (data.Length != 13)
            throw Broken(name, $"its header has {data.Length} bytes, not 13");
        var width = BinaryPrimitives.ReadUInt32BigEndian(data);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        var kind = (PngKind)data[9];
        if (width == 0 || height == 0 || width > int.MaxValue || height > int.MaxValue || (long)width * height * 4 > MaxSamples)
            throw Broken(name, $"it claims to be {width} x {height} pixels");
        if (!Enum.IsDefined(kind))
            throw Broken(name, $"colour type {data[9]} does not exist");
        if (data[8] != 8)
            throw Broken(name, $"{data[8]} bits a channel; only 8 are supported");
        if (data[12] != 0)
            throw Broken(name, "interlaced files are not supported");
        return new PngRaster(name, (int)width, (int)height, kind, [], []);
    }

    static byte[] Samples(PngRaster raster, MemoryStream compressed, string name)
    {
        if (raster.Kind == PngKind.Palette && raster.Palette.Length == 0)
            throw Broken(name, "its palette is missing");
        var stride = raster.Width * raster.Channels;
        var filtered = new byte[(long)raster.Height * (stride + 1)];
        compressed.Position = 0;
        try
        {
            using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
            var read = zlib.ReadAtLeast(filtered, filtered.Length, throwOnEndOfStream: false);
            if (read < filtered.Length)
                throw Broken(name, $"its picture data ends after {read} of {filtered.Length} bytes");
        }
        catch (InvalidDataException e)
        {
            throw Broken(name, "its picture data does not decompress", e);
        }
        return PngFilters.Undo(filtered, stride, raster.Channels)
            ?? throw Broken(name, "a row has an unknown filter");
    }

    static UserErrorException Broken(string name, string what, Exception? inner = null) =>
        new($"{name}: not a readable PNG: {what}", inner);
}
