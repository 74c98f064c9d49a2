using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Platform.Contracts;

namespace Platform.Trainer.Checkpoints;

/// <summary>
/// An open safetensors file: 8 bytes little-endian header length, a JSON header, the tensors' raw bytes without holes.
/// The header is read and checked at once, a tensor only when asked for. Every error is a <see cref="UserErrorException"/> that
/// names the file and the tensor.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    readonly SafeFileHandle _file;

    SafetensorsFile(string path, SafeFileHandle file, SafetensorsHeader header)
    {
        Path = path;
        _file = file;
        Tensors = header.Tensors;
        Metadata = header.Metadata;
    }

    public string Path { get; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors { get; }

    /// <summary>The file's own notes, strings by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    public SafetensorsEntry this[string name] =>
        Tensors.TryGetValue(name, out var entry) ? entry : throw new UserErrorException($"{Path}: holds no tensor '{name}'");

    public static SafetensorsFile Open(string path)
    {
        if (!File.Exists(path))
            throw new UserErrorException($"{path}: no such weights or checkpoint file");
        var file = File.OpenHandle(path);
        try
        {
            return new SafetensorsFile(path, file, SafetensorsHeader.Read(file, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The tensor's bytes as they lie in the file, whatever their type.</summary>
    public byte[] ReadBytes(string name) => Read<byte>(this[name]);

    /// <summary>The tensor's values; the file's type must be the one of <typeparamref name="T"/>.</summary>
    public T[] Read<T>(string name) where T : unmanaged
    {
        var entry = this[name];
        if (entry.Type != SafetensorsTypes.Of<T>())
            throw new UserErrorException($"{Path}: tensor '{name}' is {entry.Type}, {SafetensorsTypes.Of<T>()} is needed");
        return Read<T>(entry);
    }

    /// <summary>Any floating-point tensor as single precision: F32, and F16, BF16, F64 converted.</summary>
    public float[] ReadFloats(string name)
    {
        var entry = this[name];
        return entry.Type == SafetensorsType.F32
            ? Read<float>(entry) // as it lies in the file, without a second copy
            : entry.Type.ToFloats(Read<byte>(entry))
                ?? throw new UserErrorException($"{Path}: tensor '{name}' is {entry.Type}, a floating-point type is needed");
    }

    /// <summary>Writes all tensors, in the given order, beside the target first and then in its place: never a half file.</summary>
    public static void Write(
        string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, [.. tensors], metadata ?? new Dictionary<string, string>());

    public void Dispose() => _file.Dispose();

    T[] Read<T>(SafetensorsEntry entry) where T : unmanaged
    {
        if (entry.ByteLength > Array.MaxLength)
            throw new UserErrorException($"{Path}: tensor '{entry.Name}' of {entry.ByteLength} bytes is larger than can be read at once");
        var values = new T[entry.ByteLength / System.Runtime.CompilerServices.Unsafe.SizeOf<T>()];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(_file, bytes[done..], entry.Offset + done);
            if (read == 0)
                throw new UserErrorException($"{Path}: ends within tensor '{entry.Name}': the file was cut while open");
            done += read;
        }
        return values;
    }
}
