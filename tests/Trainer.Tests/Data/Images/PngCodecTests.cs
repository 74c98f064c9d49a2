using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Platform.Contracts;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data.Images;

public sealed class PngCodecTests
{
    static readonly byte[] s_noise = Noise(13 * 9 * 4);

    [Fact]
    public void An_rgb_picture_comes_back_as_it_went()
    {
        var image = new RgbImage(13, 9, s_noise[..(13 * 9 * 3)]);
        PngCodec.DecodeRgb(PngCodec.EncodeRgb(image), "a").Pixels.ShouldBe(image.Pixels);
    }

    [Fact]
    public void A_mask_keeps_every_class_index_and_shows_in_the_colours_of_voc()
    {
        var mask = new LabelMask(16, 16, [.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
        var png = PngCodec.EncodeMask(mask);
        PngCodec.DecodeMask(png, "m").Pixels.ShouldBe(mask.Pixels);

        var shown = PngCodec.DecodeRgb(png, "m").Pixels;
        shown[..9].ShouldBe([0, 0, 0, 128, 0, 0, 0, 128, 0]); // background, aeroplane, bicycle
        shown[(15 * 3)..(16 * 3)].ShouldBe([192, 128, 128]); // person
        shown[^3..].ShouldBe([224, 224, 192]); // ignored
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    [InlineData(6, 4)]
    public void Every_colour_type_is_read_through_every_filter(byte colourType, int channels)
    {
        var samples = s_noise[..(13 * 9 * channels)];
        for (byte filter = 0; filter < 5; filter++)
        {
            var read = PngCodec.DecodeRgb(Png(13, 9, colourType, channels, samples, filter), "a").Pixels;
            for (var i = 0; i < 13 * 9; i++)
                for (var c = 0; c < 3; c++)
                    read[i * 3 + c].ShouldBe(samples[i * channels + (channels < 3 ? 0 : c)]);
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_an_error_that_names_the_file()
    {
        var png = PngCodec.EncodeRgb(new RgbImage(13, 9, s_noise[..(13 * 9 * 3)]));
        for (var at = 0; at < png.Length; at += 5)
        {
            var broken = png.ToArray();
            broken[at] ^= 0x10;
            Should.Throw<UserErrorException>(() => PngCodec.DecodeRgb(broken, "folder/x.png")).Message.ShouldContain("folder/x.png");
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_an_error_that_says_so()
    {
        var png = PngCodec.EncodeRgb(new RgbImage(13, 9, s_noise[..(13 * 9 * 3)]));
        for (var length = 8; length < png.Length; length += 7)
            Should.Throw<UserErrorException>(() => PngCodec.DecodeRgb(png.AsSpan(0, length), "x.png")).Message.ShouldContain("cut");
        Should.Throw<UserErrorException>(() => PngCodec.DecodeRgb([], "x.png")).Message.ShouldContain("signature");
    }

    [Fact]
    public void Too_few_rows_in_an_intact_file_are_an_error() =>
        Should.Throw<UserErrorException>(() => PngCodec.DecodeRgb(Png(4, 5, 0, 1, new byte[4 * 4], filter: 0, rows: 4), "x.png"))
            .Message.ShouldContain("ends after 20 of 25 bytes");

    [Fact]
    public void A_coloured_picture_is_no_mask()
    {
        var png = PngCodec.EncodeRgb(new RgbImage(1, 1, [1, 2, 3]));
        Should.Throw<UserErrorException>(() => PngCodec.DecodeMask(png, "m.png")).Message.ShouldBe(
            "m.png: a mask must be a palette or grey PNG of class indices, this one is Rgb");
    }

    [Fact]
    public void A_size_beyond_reason_is_refused_before_memory_is_taken() =>
        Should.Throw<UserErrorException>(() => PngCodec.DecodeRgb(Png(2_000_000_000, 2_000_000_000, 2, 3, [], 0, rows: 0), "x.png"))
            .Message.ShouldContain("claims to be 2000000000 x 2000000000");

    /// <summary>A PNG made step by step from the specification, independent of the product's writer but for the checksum.</summary>
    static byte[] Png(int width, int height, byte colourType, int channels, byte[] samples, byte filter, int? rows = null)
    {
        var raw = new MemoryStream();
        var stride = width * channels;
        for (var y = 0; y < (rows ?? height); y++)
        {
            raw.WriteByte(filter);
            for (var x = 0; x < stride; x++)
            {
                int a = x >= channels ? samples[y * stride + x - channels] : 0;
                int b = y > 0 ? samples[(y - 1) * stride + x] : 0;
                int c = x >= channels && y > 0 ? samples[(y - 1) * stride + x - channels] : 0;
                var (pa, pb, pc) = (Math.Abs(b - c), Math.Abs(a - c), Math.Abs(a + b - 2 * c));
                var paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
                int[] predictions = [0, a, b, (a + b) / 2, paeth];
                raw.WriteByte((byte)(samples[y * stride + x] - predictions[filter]));
            }
        }
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(raw.ToArray());
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, colourType);
        return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32.Of(body));
        return chunk;
    }

    static byte[] Noise(int count)
    {
        var noise = new byte[count];
        new Random(5).NextBytes(noise);
        return noise;
    }
}
