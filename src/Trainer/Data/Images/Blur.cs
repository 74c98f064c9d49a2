namespace Platform.Trainer.Data.Images;

/// <summary>Pillow's box and Gaussian blur, equal to the byte (libImaging/BoxBlur.c); edges repeat. Neither changes its input.</summary>
static class Blur
{
    const int Passes = 3;
    const int PrecisionBits = 24;

    /// <summary>Three box blurs across, then three down, whose joint variance is the square of the radius.</summary>
    public static RgbImage Gaussian(RgbImage image, float radius) => Repeat(image, BoxRadius(radius), Passes);

    /// <summary>Mean over 2·radius+1 pixels each way; a fractional radius gives the two outer pixels its fraction.</summary>
    public static RgbImage Box(RgbImage image, float radius) => Repeat(image, radius, 1);

    /// <summary>
    /// Gwosdek et al., "Theoretical foundations of Gaussian convolution by extended box filtering", 2011: with q = r²/passes, whole part
    /// l = ⌊(√(12q+1)-1)/2⌋ and fraction (2l+1)(l(l+1)-3q)/(6(q-(l+1)²)). Single precision where Pillow's is.
    /// </summary>
    static float BoxRadius(float radius)
    {
        var q = radius * radius / Passes;
        var length = (float)Math.Sqrt(12.0 * q + 1.0);
        var whole = (float)Math.Floor((length - 1.0) / 2.0);
        var fraction = (2 * whole + 1) * (whole * (whole + 1) - 3 * q);
        fraction /= 6 * (q - (whole + 1) * (whole + 1));
        return whole + fraction;
    }

    static RgbImage Repeat(RgbImage image, float radius, int passes)
    {
        if (!(radius >= 0))
            throw new ArgumentOutOfRangeException(nameof(radius), $"{radius}: a blur needs a radius of 0 or more");
        if (radius == 0)
            return image;
        var (width, height) = (image.Width, image.Height);
        var from = image.Pixels;
        var to = new byte[from.Length];
        var padded = new byte[Math.Max(width, height) + 2 * ((int)radius + 1)];
        for (var pass = 0; pass < 2 * passes; pass++)
        {
            var across = pass < passes;
            var (lines, length) = across ? (height, width) : (width, height);
            var line = padded.AsSpan(0, length + 2 * ((int)radius + 1));
            for (var at = 0; at < lines; at++)
                for (var channel = 0; channel < 3; channel++)
                {
                    var first = (across ? at * width : at) * 3 + channel;
                    BoxLine(from, to, first, step: across ? 3 : width * 3, radius, line);
                }
            (from, to) = (to, pass == 0 ? new byte[to.Length] : from); // the first round must not write into the caller's image
        }
        return image with { Pixels = from };
    }

    /// <summary>One line of one channel: fixed-point running sum, rounded to a byte.</summary>
    /// <param name="padded">Room for the line with its ends repeated, so that the sum needs no bounds.</param>
    static void BoxLine(byte[] from, byte[] to, int first, int step, float radius, Span<byte> padded)
    {
        var pad = (int)radius + 1;
        var length = padded.Length - 2 * pad;
        for (var x = 0; x < length; x++)
            padded[pad + x] = from[first + x * step];
        padded[..pad].Fill(padded[pad]);
        padded[^pad..].Fill(padded[^(pad + 1)]);

        var window = 2 * pad - 1;
        var weight = (uint)((1 << PrecisionBits) / (radius * 2 + 1)); // of each pixel within
        var outer = ((1u << PrecisionBits) - (uint)window * weight) / 2; // of the two beyond
        var sum = 0u;
        foreach (var value in padded[..window])
            sum += value;
        for (var x = 0; x < length; x++)
        {
            uint before = padded[x], entering = padded[x + window], beyond = padded[x + window + 1];
            sum += entering - before;
            var value = sum * weight + (before + beyond) * outer;
            to[first + x * step] = (byte)((value + (1u << (PrecisionBits - 1))) >> PrecisionBits);
        }
    }
}
