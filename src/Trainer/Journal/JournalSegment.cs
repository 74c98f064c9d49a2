using System.Buffers.Binary;
using System.IO.Compression;

namespace Platform.Trainer.Journal;

/// <summary>One of the files a journal consists of.</summary>
/// <param name="Path">The file, compressed where its name ends in <c>.gz</c>.</param>
/// <param name="Number">1, 2, 3 … for closed ones; 0 for the one being written.</param>
/// <param name="Start">Bytes of journal before it.</param>
/// <param name="Length">Bytes of journal in it, uncompressed.</param>
sealed record JournalSegment(string Path, int Number, long Start, long Length)
{
    const int GzipTrailerBytes = 4;

    public bool IsLive => Number == 0;
    public bool IsCompressed => Path.EndsWith(".gz", StringComparison.Ordinal);
    public long End => Start + Length;

    /// <summary>Its journal bytes from a place of the whole journal on.</summary>
    public Stream OpenAt(long offset)
    {
        var file = OpenFile(Path);
        if (!IsCompressed)
        {
            file.Position = offset - Start;
            return file;
        }
        var unpacked = new GZipStream(file, CompressionMode.Decompress);
        Skip(unpacked, offset - Start);
        return unpacked;
    }

    /// <summary>All its journal bytes as a stream that can go backwards.</summary>
    public Stream OpenSeekable()
    {
        if (!IsCompressed)
            return OpenFile(Path);
        using var unpacked = OpenAt(Start);
        var memory = new MemoryStream((int)Length);
        unpacked.CopyTo(memory);
        return memory;
    }

    /// <summary>Uncompressed length, from the file alone.</summary>
    public static long LengthOf(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
            return new FileInfo(path).Length;
        using var file = OpenFile(path);
        if (file.Length < GzipTrailerBytes)
            throw new InvalidDataException($"{path} is no compressed file");
        file.Seek(-GzipTrailerBytes, SeekOrigin.End);
        Span<byte> size = stackalloc byte[GzipTrailerBytes];
        file.ReadExactly(size);
        return BinaryPrimitives.ReadUInt32LittleEndian(size);
    }

    static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    static void Skip(Stream stream, long bytes)
    {
        var block = new byte[64 * 1024];
        for (int read; bytes > 0; bytes -= read)
            if ((read = stream.Read(block, 0, (int)Math.Min(block.Length, bytes))) == 0)
                throw new EndOfStreamException("a closed segment is shorter than it says");
    }
}
