using System.Security.Cryptography;
using Platform.Contracts.Events;

namespace Platform.Work;

/// <summary>A file that is said to be a checkpoint.</summary>
static class CheckpointFile
{
    /// <summary>Whether it holds the very one.</summary>
    public static async Task<bool> IsAsync(string path, CheckpointSaved checkpoint, CancellationToken cancel)
    {
        if (new FileInfo(path) is not { Exists: true } file || file.Length != checkpoint.SizeBytes)
            return false;
        await using var content = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) == checkpoint.Sha256;
    }
}
