using System.Runtime.InteropServices;

namespace Platform.Trainer.Data.Images;

/// <summary>The few functions of the system's libjpeg-turbo that are used; names and numbers as in turbojpeg.h.</summary>
static unsafe partial class TurboJpeg
{
    public const string Library = "libturbojpeg.so.0";
    public const int PixelFormatRgb = 0;

    /// <summary>The exact integer transform, which Pillow uses too; the fast one differs in the last bits.</summary>
    public const int AccurateDct = 4096;

    [LibraryImport(Library)]
    public static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    public static partial int tjDecompressHeader3(
        nint handle, byte* jpeg, nuint size, out int width, out int height, out int subsampling, out int colourSpace);

    [LibraryImport(Library)]
    public static partial int tjDecompress2(
        nint handle, byte* jpeg, nuint size, byte* pixels, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(Library)]
    public static partial nint tjGetErrorStr2(nint handle);

    [LibraryImport(Library)]
    public static partial int tjDestroy(nint handle);
}
