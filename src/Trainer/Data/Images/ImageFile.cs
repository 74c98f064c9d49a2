using Platform.Contracts;

namespace Platform.Trainer.Data.Images;

static class ImageFile
{
    /// <summary>The picture's path without knowing its kind: .jpg first, as VOC has it, then .png; null when there is neither.</summary>
    public static string? Find(string folder, string id)
    {
        var jpeg = Path.Combine(folder, id + ".jpg");
        var png = Path.Combine(folder, id + ".png");
        return File.Exists(jpeg) ? jpeg : File.Exists(png) ? png : null;
    }

    public static RgbImage Read(string path) => Bytes(path, p => p.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
        ? PngCodec.ReadRgb(p)
        : JpegDecoder.Read(p));

    public static LabelMask ReadMask(string path) => Bytes(path, PngCodec.ReadMask);

    static T Bytes<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
