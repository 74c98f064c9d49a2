using Platform.TestKit;
using Platform.Trainer.Checkpoints;

namespace Platform.Trainer.Tests.Data;

static class GoldenFile
{
    public static string Folder => Path.Combine(SharedFolder.Path!, "goldens");

    public static SafetensorsFile Open(string name) => SafetensorsFile.Open(Path.Combine(Folder, name + ".safetensors"));

    /// <summary>Class indices that the file holds as 64-bit integers.</summary>
    public static byte[] ReadLabels(this SafetensorsFile file, string name) =>
        Array.ConvertAll(file.Read<long>(name), v => checked((byte)v));
}
