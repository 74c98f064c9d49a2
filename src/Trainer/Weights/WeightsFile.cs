using Platform.Contracts;
using Platform.Trainer.Checkpoints;

namespace Platform.Trainer.Weights;

/// <summary>Named tensors of a published weights file, whatever its format: safetensors, or PyTorch's (.pth, .pt, TorchScript).</summary>
sealed class WeightsFile : IDisposable
{
    readonly IDisposable _file;
    readonly Func<string, float[]> _read;

    WeightsFile(string path, IDisposable file, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, Func<string, float[]> read) =>
        (Path, _file, Shapes, _read) = (path, file, shapes, read);

    public string Path { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes { get; }

    /// <exception cref="UserErrorException">The file is missing or damaged; the message names it and the place.</exception>
    public static WeightsFile Open(string path)
    {
        if (!File.Exists(path))
            throw new UserErrorException($"{path}: no such weights file");
        if (IsSafetensors(path))
        {
            var file = SafetensorsFile.Open(path);
            return new(path, file, file.Tensors.ToDictionary(t => t.Key, t => t.Value.Shape), file.ReadFloats);
        }
        var pytorch = PytorchFile.Open(path);
        return new(path, pytorch, pytorch.Tensors.ToDictionary(t => t.Key, t => t.Value.Shape), pytorch.ReadFloats);
    }

    /// <summary>Any floating-point tensor as single precision, row-major.</summary>
    public float[] Read(string name) => _read(name);

    public void Dispose() => _file.Dispose();

    // a safetensors file starts with the length of its header, which is a JSON object
    static bool IsSafetensors(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[9];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[8] == '{';
    }
}
