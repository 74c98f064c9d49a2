using System.Runtime.InteropServices;
using Platform.Contracts;

namespace Platform.Trainer.Data.Images;

/// <summary>
/// JPEG files as RGB through the system's libjpeg-turbo, the decoder Pillow uses, so that pixels are the same.
/// A broken file, and the missing library, are <see cref="UserErrorException"/>s. Safe on any number of threads.
/// </summary>
public static unsafe class JpegDecoder
{
    public static RgbImage Read(string path) => Decode(File.ReadAllBytes(path), path);

    /// <param name="name">What errors call the picture: its path, mostly.</param>
    public static RgbImage Decode(ReadOnlySpan<byte> jpeg, string name)
    {
        var handle = Start();
        try
        {
            fixed (byte* source = jpeg)
                return Decode(handle, source, (nuint)jpeg.Length, name);
        }
        finally
        {
            TurboJpeg.tjDestroy(handle);
        }
    }

    static nint Start()
    {
        try
        {
            return TurboJpeg.tjInitDecompress();
        }
        catch (DllNotFoundException e)
        {
            throw new UserErrorException($"{TurboJpeg.Library} is needed to read JPEG files: apt-get install libturbojpeg0", e);
        }
    }

    static RgbImage Decode(nint handle, byte* source, nuint size, string name)
    {
        if (TurboJpeg.tjDecompressHeader3(handle, source, size, out var width, out var height, out _, out _) != 0)
            throw Broken(handle, name);
        var pixels = new byte[checked(width * height * 3)];
        fixed (byte* target = pixels)
        {
            var result = TurboJpeg.tjDecompress2(
                handle, source, size, target, width, width * 3, height, TurboJpeg.PixelFormatRgb, TurboJpeg.AccurateDct);
            // -1 also stands for a warning; a cut file is one, and its lower part would be grey
            if (result != 0 && !IsHarmless(Message(handle)))
                throw Broken(handle, name);
        }
        return new RgbImage(width, height, pixels);
    }

    // seen in published data sets; nothing of the picture is lost
    static bool IsHarmless(string warning) => warning.Contains("extraneous bytes", StringComparison.Ordinal);

    static UserErrorException Broken(nint handle, string name) => new($"{name}: not a readable JPEG: {Message(handle)}");

    static string Message(nint handle) => Marshal.PtrToStringUTF8(TurboJpeg.tjGetErrorStr2(handle)) ?? "unknown error";
}
