using System.Runtime.InteropServices;
using Platform.Trainer.Data;

namespace Platform.Trainer.Tests.Data.Images;

/// <summary>JPEG files for tests, by the library that reads them.</summary>
static class JpegEncoder
{
    public const int FullChroma = 0, Grey = 3;

    const string Library = "libturbojpeg.so.0";
    const int Quality = 95;

    public static byte[] Encode(RgbImage image, int subsampling = FullChroma)
    {
        var handle = tjInitCompress();
        nint buffer = 0;
        nuint size = 0;
        tjCompress2(handle, image.Pixels, image.Width, 0, image.Height, 0, ref buffer, ref size, subsampling, Quality, 0).ShouldBe(0);
        var jpeg = new byte[size];
        Marshal.Copy(buffer, jpeg, 0, jpeg.Length);
        tjFree(buffer);
        tjDestroy(handle);
        return jpeg;
    }

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
