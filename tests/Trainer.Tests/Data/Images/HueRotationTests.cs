using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data.Images;

public sealed class HueRotationTests
{
    static readonly Lazy<RgbImage> s_everyColour = new(EveryColour);

    // CRC-32 of Pillow 9.4's answer to all 2^24 colours: convert("HSV"), h += uint8(turn * 255), convert("RGB")
    [Theory]
    [InlineData(0.1, 0xcaee784a)]
    [InlineData(-0.1, 0xdfd7734e)]
    public void Every_colour_turns_into_the_one_pillow_gives(double turn, uint checksum) =>
        Crc32.Of(HueRotation.Apply(s_everyColour.Value, turn).Pixels).ShouldBe(checksum);

    [Fact]
    public void Grey_has_no_hue_to_turn() =>
        HueRotation.Apply(new RgbImage(1, 1, [77, 77, 77]), 0.3).Pixels.ShouldBe([77, 77, 77]);

    static RgbImage EveryColour()
    {
        var pixels = new byte[3 << 24];
        for (var c = 0; c < 1 << 24; c++)
            (pixels[3 * c], pixels[3 * c + 1], pixels[3 * c + 2]) = ((byte)(c >> 16), (byte)(c >> 8), (byte)c);
        return new RgbImage(4096, 4096, pixels);
    }
}
