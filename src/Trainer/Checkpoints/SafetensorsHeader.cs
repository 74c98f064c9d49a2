using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Platform.Contracts;

namespace Platform.Trainer.Checkpoints;

/// <summary>The checked table of contents of a safetensors file.</summary>
sealed record SafetensorsHeader(
    IReadOnlyDictionary<string, SafetensorsEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    const string MetadataKey = "__metadata__";
    const long MaxHeaderBytes = 100_000_000; // the format's own limit

    public static SafetensorsHeader Read(SafeFileHandle file, string path)
    {
        var length = RandomAccess.GetLength(file);
        var prefix = new byte[8];
        if (RandomAccess.Read(file, prefix, 0) < 8)
            throw new UserErrorException($"{path}: not a safetensors file: shorter than its 8-byte prefix");
        var headerBytes = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (headerBytes is < 2 or > MaxHeaderBytes || headerBytes > length - 8)
            throw new UserErrorException($"{path}: not a safetensors file: a header of {headerBytes} bytes in a file of {length}");
        var json = new byte[headerBytes];
        RandomAccess.Read(file, json, 8);
        return Parse(json, dataStart: 8 + headerBytes, dataLength: length - 8 - headerBytes, path);
    }

    static SafetensorsHeader Parse(byte[] json, long dataStart, long dataLength, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var tensors = new Dictionary<string, SafetensorsEntry>();
            var metadata = new Dictionary<string, string>();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Name == MetadataKey)
                    foreach (var note in member.Value.EnumerateObject())
                        metadata[note.Name] = note.Value.GetString() ?? "";
                else if (!tensors.TryAdd(member.Name, Entry(member, dataStart, dataLength, path)))
                    throw new UserErrorException($"{path}: tensor '{member.Name}' is there twice");
            }
            RefuseHoles(tensors.Values, dataStart, dataLength, path);
            return new SafetensorsHeader(tensors, metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserErrorException($"{path}: not a safetensors file: its header does not parse: {e.Message}", e);
        }
    }

    static SafetensorsEntry Entry(JsonProperty member, long dataStart, long dataLength, string path)
    {
        var tensor = $"{path}: tensor '{member.Name}'";
        if (!member.Value.TryGetProperty("dtype", out var dtype) || !member.Value.TryGetProperty("shape", out var dimensions)
            || !member.Value.TryGetProperty("data_offsets", out var offsets) || offsets.GetArrayLength() != 2)
            throw new UserErrorException($"{tensor} lacks dtype, shape or data_offsets");
        if (!Enum.TryParse<SafetensorsType>(dtype.GetString(), out var type) || dtype.GetString() != type.ToString())
            throw new UserErrorException($"{tensor} has type '{dtype}', which is not known");
        var shape = dimensions.EnumerateArray().Select(d => Whole(d, tensor)).ToArray();
        var (begin, end) = (Whole(offsets[0], tensor), Whole(offsets[1], tensor));
        if (begin > end || end > dataLength)
            throw new UserErrorException($"{tensor} lies at {begin}..{end} of {dataLength} data bytes: the file is cut or damaged");
        if (ByteLength(shape, type) != end - begin)
            throw new UserErrorException($"{tensor} of shape [{string.Join(',', shape)}] {type} does not fill its {end - begin} bytes");
        return new SafetensorsEntry(member.Name, type, shape, dataStart + begin, end - begin);
    }

    static long Whole(JsonElement value, string tensor) =>
        value.TryGetInt64(out var number) && number >= 0
            ? number
            : throw new UserErrorException($"{tensor} has '{value}' where a size or offset is expected");

    /// <summary>-1 where the product overflows.</summary>
    static long ByteLength(long[] shape, SafetensorsType type)
    {
        UInt128 bytes = (UInt128)type.ByteSize();
        foreach (var dimension in shape)
        {
            bytes *= (UInt128)dimension;
            if (bytes > long.MaxValue)
                return -1;
        }
        return (long)bytes;
    }

    static void RefuseHoles(IEnumerable<SafetensorsEntry> tensors, long dataStart, long dataLength, string path)
    {
        var at = dataStart;
        foreach (var tensor in tensors.OrderBy(t => t.Offset).ThenBy(t => t.ByteLength))
        {
            if (tensor.Offset != at)
                throw new UserErrorException($"{path}: tensor '{tensor.Name}' overlaps another, or bytes before it belong to none");
            at += tensor.ByteLength;
        }
        if (at != dataStart + dataLength)
            throw new UserErrorException($"{path}: {dataStart + dataLength - at} bytes at its end belong to no tensor");
    }
}
