using Platform.Contracts;
using Platform.Trainer.Checkpoints;

namespace Platform.Trainer.Weights;

/// <summary>
/// An open file of PyTorch weights (.pth, .pt): what <c>torch.save</c> writes since 1.6 (a zip), what it wrote before (pickles, then raw
/// storages), and TorchScript archives, as CLIP's are. Names are the ways to the tensors: <c>model.blocks.0.norm1.weight</c>. The pickle
/// is understood, never executed; every fault is a <see cref="UserErrorException"/> that names the file and the place.
/// </summary>
sealed class PytorchFile : IDisposable
{
    readonly IPytorchContainer _container;

    PytorchFile(string path, IPytorchContainer container)
    {
        Path = path;
        _container = container;
        Tensors = TensorNames.Find(container.Root, path);
    }

    public string Path { get; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, PytorchTensor> Tensors { get; }

    public PytorchTensor this[string name] =>
        Tensors.TryGetValue(name, out var tensor) ? tensor : throw new UserErrorException($"{Path}: holds no tensor '{name}'");

    public static PytorchFile Open(string path)
    {
        if (!File.Exists(path))
            throw new UserErrorException($"{path}: no such weights file");
        var file = File.OpenRead(path);
        try
        {
            return new PytorchFile(path, Container(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Any floating-point tensor as single precision, row-major.</summary>
    public float[] ReadFloats(string name)
    {
        var tensor = this[name];
        return tensor.Type.ToFloats(ReadBytes(name))
            ?? throw new UserErrorException($"{Path}: tensor '{name}' is {tensor.Type}, a floating-point type is needed");
    }

    /// <summary>The tensor's elements as little-endian bytes, row-major.</summary>
    public byte[] ReadBytes(string name)
    {
        var tensor = this[name];
        var size = tensor.Type.ByteSize();
        if (tensor.Extent * size > Array.MaxLength)
            throw new UserErrorException($"{Path}: tensor '{name}' is larger than can be read at once");
        var bytes = new byte[tensor.Extent * size];
        _container.Read(tensor, bytes);
        return tensor.IsContiguous ? bytes : Gather(tensor, bytes, size);
    }

    public void Dispose() => _container.Dispose();

    static IPytorchContainer Container(FileStream file, string path)
    {
        Span<byte> start = stackalloc byte[4];
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (start.SequenceEqual("PK\x3\x4"u8))
            return ZipPytorchContainer.Open(file, path);
        if (start[0] == 0x80) // a pickle's PROTO
            return LegacyPytorchContainer.Open(file, path);
        throw new UserErrorException(
            $"{path}: not a PyTorch file: it begins with neither a zip nor a pickle (tar files of PyTorch before 0.2 must be saved again)");
    }

    /// <summary>Strided elements to row-major ones.</summary>
    static byte[] Gather(PytorchTensor tensor, byte[] bytes, int size)
    {
        var result = new byte[tensor.ElementCount * size];
        var index = new long[tensor.Shape.Count];
        var at = 0L; // of the current element, in elements
        for (var to = 0; to < result.Length; to += size)
        {
            bytes.AsSpan((int)(at * size), size).CopyTo(result.AsSpan(to));
            for (var d = index.Length - 1; d >= 0; d--)
            {
                at += tensor.Strides[d];
                if (++index[d] < tensor.Shape[d])
                    break;
                at -= index[d] * tensor.Strides[d];
                index[d] = 0;
            }
        }
        return result;
    }
}
