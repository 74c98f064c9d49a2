using System.IO.Compression;
using System.Security.Cryptography;
using Platform.Contracts;
using Platform.Tracker.Audits.Evidence;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Audits.Published;

/// <summary>Logs in the form they are kept in.</summary>
static class KeptLogs
{
    /// <summary>Of the logs of one claims file together; larger ones are imported as runs.</summary>
    public const int MostBytes = 64 << 20;

    public static KeptLog Pack(string file, string name, byte[] log)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(log);
        return new() { File = file, Name = name, Sha256 = Convert.ToHexStringLower(SHA256.HashData(log)), SizeBytes = log.Length, Packed = packed.ToArray() };
    }

    public static byte[] Unpack(KeptLog log)
    {
        var bytes = new byte[log.SizeBytes];
        using var brotli = new BrotliStream(new MemoryStream(log.Packed), CompressionMode.Decompress);
        brotli.ReadExactly(bytes);
        return bytes;
    }

    /// <exception cref="UserErrorException">Its format is not known, or nothing of it can be read.</exception>
    public static ImportedEvidence Evidence(KeptLog log) => Evidence(log.Name, Unpack(log));

    /// <exception cref="UserErrorException">Its format is not known, or nothing of it can be read.</exception>
    public static ImportedEvidence Evidence(string name, byte[] log) =>
        new(LogImporter.Read(ImportFolders.StreamSource(name, () => new MemoryStream(log, writable: false))
            ?? throw new UserErrorException($"{name} is a binary file of no known format; known are TensorBoard event files, W&B files and text")));
}
