using Platform.Contracts;

namespace Platform.Trainer.Data.Images;

/// <summary>The colour types of the PNG specification, by its numbers.</summary>
enum PngKind
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}

/// <summary>A decoded PNG before its samples are given a meaning: 8-bit, row-major, <see cref="Channels"/> bytes a pixel.</summary>
sealed record PngRaster(string Name, int Width, int Height, PngKind Kind, byte[] Samples, byte[] Palette)
{
    public int Channels => ChannelsOf(Kind);

    public (byte R, byte G, byte B) Colour(byte index) =>
        index * 3 + 2 < Palette.Length
            ? (Palette[index * 3], Palette[index * 3 + 1], Palette[index * 3 + 2])
            : throw new UserErrorException($"{Name}: not a readable PNG: colour {index} of a palette of {Palette.Length / 3}");

    public static int ChannelsOf(PngKind kind) => kind switch
    {
        PngKind.Grey or PngKind.Palette => 1,
        PngKind.GreyAlpha => 2,
        PngKind.Rgb => 3,
        _ => 4,
    };
}
