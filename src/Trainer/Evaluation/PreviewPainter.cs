using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Evaluation;

/// <summary>Small PNGs of what goes in and what the networks make of it; larger pictures are scaled down to <see cref="MaxSide"/>.</summary>
public static class PreviewPainter
{
    /// <summary>Pixels; previews travel in the journal.</summary>
    public const int MaxSide = 256;

    const float LabelShare = 0.65f;

    public static byte[] Input(RgbImage image) => PngCodec.EncodeRgb(Fit(image));

    /// <summary>A mask (truth, prediction or pseudo-label) in VOC's colours over the grey picture; ignored pixels are near white.</summary>
    public static byte[] Labels(RgbImage image, LabelMask mask)
    {
        var picture = Fit(image);
        var labels = Resampling.Nearest(mask, picture.Width, picture.Height).Pixels;
        return Paint(picture, i =>
        {
            var grey = Grey(picture, i);
            return labels[i] == 0 ? (grey, grey, grey) : Mix(grey, VocPalette.Colour(labels[i]), LabelShare);
        });
    }

    /// <summary>A class activation map, row-major, 0 to 1 (what is beyond is clamped), over the grey picture.</summary>
    public static byte[] Cam(RgbImage image, ReadOnlySpan<float> cam, int width, int height)
    {
        if (cam.Length != width * height)
            throw new ArgumentException($"{cam.Length} values for a map of {width} x {height}");
        // as a picture of indices into the colour scale, so that it is resized like one
        var levels = new byte[cam.Length * 3];
        for (var i = 0; i < cam.Length; i++)
            levels.AsSpan(i * 3, 3).Fill((byte)(float.IsNaN(cam[i]) ? 0 : Math.Clamp(cam[i], 0, 1) * 255));
        var picture = Fit(image);
        var scaled = Resampling.Bilinear(new RgbImage(width, height, levels), picture.Width, picture.Height).Pixels;
        return Paint(picture, i => Mix(Grey(picture, i), HeatScale.At(scaled[i * 3]), 0.35f + 0.4f * scaled[i * 3] / 255));
    }

    /// <summary>Image <paramref name="index"/> of a batch as bytes again, as the network saw it.</summary>
    public static RgbImage ImageOf(ImageBatch batch, int index)
    {
        var values = 3 * batch.Height * batch.Width;
        return new RgbImage(batch.Width, batch.Height, Normalization.ToBytes(batch.Images.AsSpan(index * values, values)));
    }

    static byte[] Paint(RgbImage picture, Func<int, (byte R, byte G, byte B)> colour)
    {
        var pixels = new byte[picture.Pixels.Length];
        for (var i = 0; i < pixels.Length / 3; i++)
            (pixels[i * 3], pixels[i * 3 + 1], pixels[i * 3 + 2]) = colour(i);
        return PngCodec.EncodeRgb(picture with { Pixels = pixels });
    }

    static RgbImage Fit(RgbImage image)
    {
        var scale = (double)MaxSide / Math.Max(image.Width, image.Height);
        return scale >= 1
            ? image
            : Resampling.Bilinear(image, Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
    }

    // ITU-R 601 weights, in thousandths
    static byte Grey(RgbImage image, int i) =>
        (byte)((299 * image.Pixels[i * 3] + 587 * image.Pixels[i * 3 + 1] + 114 * image.Pixels[i * 3 + 2]) / 1000);

    static (byte, byte, byte) Mix(byte grey, (byte R, byte G, byte B) colour, float share) =>
        (Mix(grey, colour.R, share), Mix(grey, colour.G, share), Mix(grey, colour.B, share));

    static byte Mix(byte under, byte over, float share) => (byte)MathF.Round(under + (over - under) * share);
}
