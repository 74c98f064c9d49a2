namespace Platform.Trainer.Data;

/// <summary>Bytes to network input and back, with the mean and standard deviation of ImageNet.</summary>
static class Normalization
{
    static readonly float[] s_mean = [0.485f, 0.456f, 0.406f];
    static readonly float[] s_deviation = [0.229f, 0.224f, 0.225f];

    // the same in bytes, rounded to single precision from these decimals as the methods' code does: truncation shows the difference
    internal static readonly float[] ByteMean = [123.675f, 116.28f, 103.53f];
    internal static readonly float[] ByteDeviation = [58.395f, 57.12f, 57.375f];

    /// <summary>(H,W,3) bytes to (3,H,W): v/255, minus the mean, over the deviation.</summary>
    public static void ToPlanes(ReadOnlySpan<byte> pixels, Span<float> planes)
    {
        var area = pixels.Length / 3;
        for (var c = 0; c < 3; c++)
        {
            var plane = planes.Slice(c * area, area);
            for (int i = 0, at = c; i < area; i++, at += 3)
                plane[i] = (pixels[at] / 255f - s_mean[c]) / s_deviation[c];
        }
    }

    /// <summary>(3,H,W) to (H,W,3) bytes. Truncates like the methods' own code, so a byte may come back one lower than it went in.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> planes)
    {
        var area = planes.Length / 3;
        var pixels = new byte[planes.Length];
        for (var c = 0; c < 3; c++)
            for (var i = 0; i < area; i++)
                pixels[i * 3 + c] = (byte)Math.Clamp(planes[c * area + i] * ByteDeviation[c] + ByteMean[c], 0, 255);
        return pixels;
    }
}
