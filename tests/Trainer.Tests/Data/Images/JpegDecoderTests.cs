using Platform.Contracts;
using Platform.Trainer.Data;
using Platform.Trainer.Data.Images;

namespace Platform.Trainer.Tests.Data.Images;

public sealed class JpegDecoderTests
{
    [Fact]
    public void A_smooth_picture_comes_back_almost_as_it_went()
    {
        var image = Ramp(40, 24);
        var read = JpegDecoder.Decode(JpegEncoder.Encode(image), "a.jpg");
        (read.Width, read.Height).ShouldBe((40, 24));
        for (var i = 0; i < image.Pixels.Length; i++)
            Math.Abs(read.Pixels[i] - image.Pixels[i]).ShouldBeLessThan(6);
    }

    [Fact]
    public void A_grey_file_is_repeated_to_three_channels()
    {
        var read = JpegDecoder.Decode(JpegEncoder.Encode(Ramp(40, 24), JpegEncoder.Grey), "grey.jpg");
        read.Pixels.Chunk(3).ShouldAllBe(p => p[0] == p[1] && p[1] == p[2]);
        read.Pixels.Distinct().Count().ShouldBeGreaterThan(20);
    }

    [Fact]
    public void A_cut_file_is_an_error_that_names_it()
    {
        var jpeg = JpegEncoder.Encode(Ramp(64, 64));
        Should.Throw<UserErrorException>(() => JpegDecoder.Decode(jpeg.AsSpan(0, jpeg.Length - 40), "folder/a.jpg"))
            .Message.ShouldStartWith("folder/a.jpg: not a readable JPEG: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no picture")]
    public void What_is_no_jpeg_is_an_error(string content) =>
        Should.Throw<UserErrorException>(() => JpegDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(content), "a.jpg"))
            .Message.ShouldStartWith("a.jpg: not a readable JPEG: ");

    static RgbImage Ramp(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
            (pixels[i * 3], pixels[i * 3 + 1], pixels[i * 3 + 2]) = ((byte)(i % width * 4), (byte)(i / width * 4), 100);
        return new RgbImage(width, height, pixels);
    }
}
