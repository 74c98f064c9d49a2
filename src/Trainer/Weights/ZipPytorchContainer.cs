using System.IO.Compression;
using Platform.Contracts;
using Platform.Trainer.Checkpoints;

namespace Platform.Trainer.Weights;

/// <summary>
/// The zip of PyTorch 1.6 and later, and of TorchScript: in one folder <c>data.pkl</c> and <c>data/KEY</c> for each storage, none of them
/// compressed.
/// </summary>
sealed class ZipPytorchContainer : IPytorchContainer
{
    const string PickleName = "data.pkl";

    readonly ZipArchive _archive;
    readonly string _path;
    readonly string _folder;

    ZipPytorchContainer(ZipArchive archive, string path)
    {
        _archive = archive;
        _path = path;
        var pickle = archive.Entries.Where(e => e.Name == PickleName).MinBy(e => e.FullName.Length)
            ?? throw new UserErrorException($"{path}: not a PyTorch file: the zip holds no {PickleName}");
        _folder = pickle.FullName[..^PickleName.Length];
        CheckByteOrder();
        using var stream = Open(pickle);
        Root = new PickleReader(new PickleSource(stream, pickle.Length, $"{path}, {pickle.FullName}"), new TorchPickle()).Read();
    }

    public object? Root { get; }

    public static ZipPytorchContainer Open(Stream file, string path)
    {
        try
        {
            return new ZipPytorchContainer(new ZipArchive(file, ZipArchiveMode.Read), path);
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException($"{path}: the zip is damaged or cut: {e.Message}", e);
        }
    }

    public void Read(PytorchTensor tensor, Span<byte> bytes)
    {
        var name = $"{_folder}data/{tensor.Storage.Key}";
        var entry = _archive.GetEntry(name)
            ?? throw new UserErrorException($"{_path}: tensor '{tensor.Name}' lies in '{name}', which the zip does not hold");
        var size = tensor.Type.ByteSize();
        if (entry.Length < tensor.Storage.ElementCount * size)
            throw new UserErrorException(
                $"{_path}: tensor '{tensor.Name}' needs {tensor.Storage.ElementCount} elements of {tensor.Type}, "
                + $"'{name}' has {entry.Length} bytes");
        try
        {
            using var stream = Open(entry);
            Skip(stream, tensor.Offset * size);
            stream.ReadExactly(bytes);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new UserErrorException($"{_path}: tensor '{tensor.Name}': '{name}' is damaged or cut: {e.Message}", e);
        }
    }

    public void Dispose() => _archive.Dispose();

    void CheckByteOrder()
    {
        if (_archive.GetEntry(_folder + "byteorder") is not { } entry)
            return;
        using var reader = new StreamReader(Open(entry));
        var order = new char[8];
        if (new string(order, 0, reader.ReadBlock(order)) is var text && text.Trim() != "little")
            throw new UserErrorException($"{_path}: was written with byte order '{text.Trim()}', only little is read");
    }

    /// <summary>Uncompressed as PyTorch writes them, so that a small file cannot unfold to a huge one.</summary>
    Stream Open(ZipArchiveEntry entry) =>
        entry.CompressedLength == entry.Length
            ? entry.Open()
            : throw new UserErrorException($"{_path}: '{entry.FullName}' is compressed, which PyTorch does not do: pack it again without");

    static void Skip(Stream stream, long count)
    {
        var buffer = new byte[Math.Min(count, 81920)];
        for (; count > 0; count -= Math.Min(count, buffer.Length))
            stream.ReadExactly(buffer, 0, (int)Math.Min(count, buffer.Length));
    }
}
