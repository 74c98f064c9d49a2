using System.Runtime.InteropServices;
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
        var read = JpegDecoder.Decode(Encode(image), "a.jpg");
        (read.Width, read.Height).ShouldBe((40, 24));
        for (var i = 0; i < image.Pixels.Length; i++)
            Math.Abs(read.Pixels[i] - image.Pixels[i]).ShouldBeLessThan(6);
    }

    [Fact]
    public void A_cut_file_is_an_error_that_names_it()
    {
        var jpeg = Encode(Ramp(64, 64));
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

    static byte[] Encode(RgbImage image)
    {
        var handle = tjInitCompress();
        nint buffer = 0;
        nuint size = 0;
        const int FullChroma = 0, Quality = 95;
        tjCompress2(handle, image.Pixels, image.Width, 0, image.Height, 0, ref buffer, ref size, FullChroma, Quality, 0).ShouldBe(0);
        var jpeg = new byte[size];
        Marshal.Copy(buffer, jpeg, 0, jpeg.Length);
        tjFree(buffer);
        tjDestroy(handle);
        return jpeg;
    }

    const string Library = "libturbojpeg.so.0";

    [DllImport(Library)]
    static extern nint tjInitCompress();

    [DllImport(Library)]
    static extern int tjCompress2(
        nint handle, byte[] pixels, int width, int pitch, int height, int pixelFormat, ref nint jpeg, ref nuint size,
        int subsampling, int quality, int flags);

    [DllImport(Library)]
    static extern void tjFree(nint buffer);

    [DllImport(Library)]
    static extern int tjDestroy(nint handle);
}
