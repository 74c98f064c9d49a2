using Platform.Contracts;

namespace Platform.Trainer.Data.Images;

/// <summary>
/// PNG files as segmentation needs them: 8 bits a channel, grey, palette, RGB, with or without alpha (dropped), not interlaced.
/// What is broken or beyond that is a <see cref="UserErrorException"/> that names the file and what is wrong.
/// </summary>
public static class PngCodec
{
    /// <summary>Any supported PNG as RGB: grey repeated, palette applied.</summary>
    public static RgbImage ReadRgb(string path) => DecodeRgb(File.ReadAllBytes(path), path);

    /// <summary>The class indices of a mask: a palette PNG's indices, or a grey PNG's values.</summary>
    public static LabelMask ReadMask(string path) => DecodeMask(File.ReadAllBytes(path), path);

    /// <param name="name">What errors call the picture: its path, mostly.</param>
    public static RgbImage DecodeRgb(ReadOnlySpan<byte> png, string name)
    {
        var raster = PngReader.Read(png, name);
        var rgb = new byte[checked(raster.Width * raster.Height * 3)];
        for (int i = 0, o = 0; o < rgb.Length; i += raster.Channels, o += 3)
        {
            var (r, g, b) = raster.Kind switch
            {
                PngKind.Palette => raster.Colour(raster.Samples[i]),
                PngKind.Grey or PngKind.GreyAlpha => (raster.Samples[i], raster.Samples[i], raster.Samples[i]),
                _ => (raster.Samples[i], raster.Samples[i + 1], raster.Samples[i + 2]),
            };
            (rgb[o], rgb[o + 1], rgb[o + 2]) = (r, g, b);
        }
        return new RgbImage(raster.Width, raster.Height, rgb);
    }

    /// <param name="name">What errors call the picture: its path, mostly.</param>
    public static LabelMask DecodeMask(ReadOnlySpan<byte> png, string name)
    {
        var raster = PngReader.Read(png, name);
        return raster.Channels == 1
            ? new LabelMask(raster.Width, raster.Height, raster.Samples)
            : throw new UserErrorException($"{name}: a mask must be a palette or grey PNG of class indices, this one is {raster.Kind}");
    }

    public static byte[] EncodeRgb(RgbImage image) => PngWriter.Write(image.Width, image.Height, PngKind.Rgb, image.Pixels);

    /// <summary>A palette PNG in the colours of PASCAL VOC, as its own masks are.</summary>
    public static byte[] EncodeMask(LabelMask mask) => PngWriter.Write(mask.Width, mask.Height, PngKind.Palette, mask.Pixels);
}
