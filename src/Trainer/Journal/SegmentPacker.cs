using System.IO.Compression;
using System.Security.Cryptography;

namespace Platform.Trainer.Journal;

/// <summary>Compresses a journal's closed files, one after the other, away from the thread that writes.</summary>
sealed class SegmentPacker(string journal)
{
    readonly Lock _gate = new();
    Task _packing = Task.CompletedTask;

    /// <summary>Begins to compress every closed file that is not.</summary>
    public void PackClosed()
    {
        lock (_gate)
            _packing = _packing.ContinueWith(_ => PackAll(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public void Wait()
    {
        lock (_gate)
            _packing.Wait();
    }

    void PackAll()
    {
        foreach (var path in JournalSegments.Closed(journal).Values.Where(p => !p.EndsWith(".gz", StringComparison.Ordinal)))
            try
            {
                Pack(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // no room, for one: the uncompressed file is as good, and is tried again when the next one is closed
                File.Delete(path + ".gz.partial");
            }
    }

    /// <summary>The uncompressed file goes only when the compressed one has been read back and is the same.</summary>
    static void Pack(string path)
    {
        var (packed, partial) = (path + ".gz", path + ".gz.partial");
        using (var from = File.OpenRead(path))
        using (var to = new FileStream(partial, FileMode.Create))
        {
            using (var gzip = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))
                from.CopyTo(gzip);
            to.Flush(flushToDisk: true);
        }
        if (!HashOf(path, unpack: false).SequenceEqual(HashOf(partial, unpack: true)))
            throw new IOException($"{partial} does not hold what {path} holds");
        File.Move(partial, packed, overwrite: true);
        File.Delete(path);
    }

    static byte[] HashOf(string path, bool unpack)
    {
        using var file = File.OpenRead(path);
        using Stream content = unpack ? new GZipStream(file, CompressionMode.Decompress) : file;
        return SHA256.HashData(content);
    }
}
