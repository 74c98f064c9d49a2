using System.Buffers.Binary;
using System.Text.Json;
using Platform.Contracts;

namespace Platform.Trainer.Checkpoints;

static class SafetensorsWriter
{
    /// <exception cref="UserErrorException">The disk is full, or the folder cannot be written to; no part of the file is left.</exception>
    public static void Write(
        string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var unfinished = path + ".tmp";
        try
        {
            WriteTo(unfinished, tensors, metadata);
            File.Move(unfinished, path, overwrite: true);
        }
        // .NET calls a file past the system's limit an argument out of range
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            File.Delete(unfinished);
            throw new UserErrorException($"{path} cannot be written: {e.Message}", e);
        }
    }

    static void WriteTo(string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = Header(tensors, metadata);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        file.Write(prefix);
        file.Write(header);
        foreach (var tensor in tensors)
            file.Write(tensor.Bytes.Span);
        file.Flush(flushToDisk: true);
    }

    static byte[] Header(IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
                WriteMetadata(json, metadata);
            long offset = 0;
            foreach (var tensor in tensors)
                offset = WriteEntry(json, tensor, offset);
            json.WriteEndObject();
        }
        // padded with spaces, so that the data starts at a multiple of 8 and can be mapped
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (name, note) in metadata)
            json.WriteString(name, note);
        json.WriteEndObject();
    }

    static long WriteEntry(Utf8JsonWriter json, SafetensorsTensor tensor, long offset)
    {
        var expected = tensor.Shape.Aggregate((long)tensor.Type.ByteSize(), (product, dimension) => checked(product * dimension));
        if (expected != tensor.Bytes.Length)
            throw new ArgumentException($"tensor '{tensor.Name}' has {tensor.Bytes.Length} bytes, its shape needs {expected}");
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.Shape)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + expected);
        json.WriteEndArray();
        json.WriteEndObject();
        return offset + expected;
    }
}
