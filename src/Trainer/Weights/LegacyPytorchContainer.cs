using System.Numerics;
using Platform.Contracts;
using Platform.Trainer.Checkpoints;

namespace Platform.Trainer.Weights;

/// <summary>
/// What <c>torch.save</c> wrote before 1.6: five pickles (magic number, version, notes on the machine, the object, the storages' keys),
/// then for each key its element count as 64 bits and its elements.
/// </summary>
sealed class LegacyPytorchContainer : IPytorchContainer
{
    const long Version = 1001;
    static readonly BigInteger s_magic = BigInteger.Parse("119547037146038801333356"); // 0x1950a86a20f9469cfc6c

    readonly FileStream _file;
    readonly string _path;
    readonly Dictionary<string, (long Offset, long Elements)> _storages = [];

    LegacyPytorchContainer(FileStream file, string path)
    {
        _file = file;
        _path = path;
        // not disposed: that would close the file, which later reads go to directly
        var source = new PickleSource(new BufferedStream(file, 1 << 16), file.Length, path);
        var dialect = new TorchPickle();
        var pickles = new PickleReader(source, dialect);

        if (pickles.Read() is not BigInteger magic || magic != s_magic)
            throw new UserErrorException($"{path}: not a PyTorch file: a pickle, but not one of torch.save");
        if (pickles.Read() is not Version)
            throw new UserErrorException($"{path}: a PyTorch file of another version than {Version}: save it again with a newer PyTorch");
        if (pickles.Read() is PickleDictionary machine && machine.Items.Contains(("little_endian", false)))
            throw new UserErrorException($"{path}: was written on a big-endian machine, only little-endian is read");
        Root = pickles.Read();
        if (pickles.Read() is not PickleList keys)
            throw new UserErrorException($"{path}: not a PyTorch file: the list of its storages is missing");
        foreach (var key in keys.Items)
            Locate(key as string ?? key?.ToString() ?? "", source, dialect);
    }

    public object? Root { get; }

    public static LegacyPytorchContainer Open(FileStream file, string path) => new(file, path);

    public void Read(PytorchTensor tensor, Span<byte> bytes)
    {
        if (!_storages.TryGetValue(tensor.Storage.Key, out var storage) || storage.Elements < tensor.Storage.ElementCount)
            throw new UserErrorException(
                $"{_path}: tensor '{tensor.Name}' lies in storage '{tensor.Storage.Key}', which is missing or too short");
        _file.Position = storage.Offset + tensor.Offset * tensor.Type.ByteSize();
        if (_file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new UserErrorException($"{_path}: ends within tensor '{tensor.Name}': the file is cut");
    }

    public void Dispose() => _file.Dispose();

    void Locate(string key, PickleSource source, TorchPickle dialect)
    {
        if (!dialect.StorageTypes.TryGetValue(key, out var type))
            throw new UserErrorException($"{_path}: lists storage '{key}', which nothing refers to");
        var elements = source.Int64();
        if (elements < 0 || elements > _file.Length / type.ByteSize())
            throw new UserErrorException($"{_path}: storage '{key}' says it has {elements} elements, more than the file");
        _storages[key] = (source.Position, elements);
        source.Skip(elements * type.ByteSize());
    }
}
