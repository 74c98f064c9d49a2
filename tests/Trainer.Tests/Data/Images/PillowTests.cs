using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data.Images;

/// <summary>
/// The operations of the colour augmentation against Pillow 9.4, to the byte, by CRC-32 of its answers to one picture: ImageEnhance with
/// factors on both sides of 1, ImageFilter.GaussianBlur, convert("L").
/// </summary>
public sealed class PillowTests
{
    const int Width = 61, Height = 47;

    static readonly RgbImage s_picture = new(
        Width, Height, [.. Enumerable.Range(0, Width * Height * 3).Select(i => (byte)(((long)i * i * 7 + i * 31) % 65521 >> 8))]);

    [Theory]
    [InlineData(0.6123, 0x88679765, 0x9f79cdf8, 0xc5a44330)]
    [InlineData(0.9871, 0x41671e15, 0x5f75ee0f, 0x063eeccf)]
    [InlineData(1.0512, 0x9b8e6153, 0x94d5646c, 0x8bf9f0a4)]
    [InlineData(1.3977, 0xf28fafdd, 0x95c30b5d, 0xd4c10faf)]
    public void The_enhancements_of_the_jitter_agree(double factor, uint brightness, uint contrast, uint saturation)
    {
        Crc32.Of(ColorOperations.Brightness(s_picture, (float)factor).Pixels).ShouldBe(brightness);
        Crc32.Of(ColorOperations.Contrast(s_picture, (float)factor).Pixels).ShouldBe(contrast);
        Crc32.Of(ColorOperations.Color(s_picture, (float)factor).Pixels).ShouldBe(saturation);
    }

    [Theory]
    [InlineData(0.1, 0x545665a6)]
    [InlineData(0.3334, 0xfa4a6496)]
    [InlineData(0.77, 0xe22b1de7)]
    [InlineData(1.2345, 0x302c6c0a)]
    [InlineData(1.9, 0xca57ce8b)]
    [InlineData(2, 0xc280820a)]
    public void The_blur_agrees(double radius, uint blurred) => Crc32.Of(Blur.Gaussian(s_picture, (float)radius).Pixels).ShouldBe(blurred);

    [Fact]
    public void Grey_agrees() => Crc32.Of(ColorOperations.Grey(s_picture).Pixels).ShouldBe(0x4ded178cu);
}
