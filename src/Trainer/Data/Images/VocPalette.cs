namespace Platform.Trainer.Data.Images;

/// <summary>
/// The colours of PASCAL VOC's masks: bit 3k of the class index goes to bit 7-k of red, bit 3k+1 to green, bit 3k+2 to blue.
/// 0 is black, 1 dark red, 255 the near-white of VOC's ignored borders.
/// </summary>
static class VocPalette
{
    static readonly byte[] s_bytes = Make();

    /// <summary>256 colours of three bytes, as a PNG's PLTE chunk holds them.</summary>
    public static ReadOnlySpan<byte> Bytes => s_bytes;

    public static (byte R, byte G, byte B) Colour(byte index) => (s_bytes[index * 3], s_bytes[index * 3 + 1], s_bytes[index * 3 + 2]);

    static byte[] Make()
    {
        var palette = new byte[256 * 3];
        for (var index = 0; index < 256; index++)
            for (var bit = 0; bit < 8; bit++)
                palette[index * 3 + bit % 3] |= (byte)((index >> bit & 1) << (7 - bit / 3));
        return palette;
    }
}
