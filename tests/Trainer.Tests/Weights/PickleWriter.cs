using System.Buffers.Binary;
using System.Text;

namespace Platform.Trainer.Tests.Weights;

/// <summary>Writes pickles as Python's pickler does for PyTorch, instruction by instruction, sound and unsound ones alike.</summary>
sealed class PickleWriter
{
    readonly MemoryStream _stream = new();

    public PickleWriter() => Raw(0x80, 2);

    public long Length => _stream.Length;

    public PickleWriter Raw(params byte[] bytes)
    {
        _stream.Write(bytes);
        return this;
    }

    public PickleWriter Op(string opcodes) => Raw(Encoding.Latin1.GetBytes(opcodes));

    public PickleWriter Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Op("J").Raw(bytes);
    }

    public PickleWriter Text(string value)
    {
        var (text, length) = (Encoding.UTF8.GetBytes(value), new byte[4]);
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        return Op("X").Raw(length).Raw(text);
    }

    public PickleWriter Global(string module, string name) => Op($"c{module}\n{name}\n");

    public PickleWriter Sizes(params int[] sizes)
    {
        Op("(");
        foreach (var size in sizes)
            Int(size);
        return Op("t");
    }

    /// <summary>What torch.Tensor reduces to; the strides are those of a contiguous tensor unless given.</summary>
    public PickleWriter Tensor(string storageType, string key, int elements, int[] shape, int[]? strides = null, int offset = 0)
    {
        strides ??= [.. shape.Select((_, i) => shape[(i + 1)..].Aggregate(1, (product, d) => product * d))];
        Global("torch._utils", "_rebuild_tensor_v2").Op("(");
        Op("(").Text("storage").Global("torch", storageType).Text(key).Text("cpu").Int(elements).Op("tQ");
        Int(offset).Sizes(shape).Sizes(strides).Raw(0x89);
        return Global("collections", "OrderedDict").Op(")RtR");
    }

    /// <summary>An ordered dictionary whose items the action writes, key and value in turn.</summary>
    public PickleWriter Dictionary(Action<PickleWriter> items)
    {
        Global("collections", "OrderedDict").Op(")R(");
        items(this);
        return Op("u");
    }

    public byte[] Stop() => Op(".")._stream.ToArray();
}
