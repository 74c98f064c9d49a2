namespace Platform.Trainer.Journal;

/// <summary>
/// The right to write a file, held by one process at a time: an exclusive lock on <c>FILE.lock</c>, which the system gives
/// back when the process dies, and the process's id in <c>FILE.owner</c>, for others to read.
/// </summary>
sealed class OwnedFile : IDisposable
{
    readonly FileStream _lock;
    readonly string _owner;

    OwnedFile(FileStream held, string owner)
    {
        _lock = held;
        _owner = owner;
    }

    /// <summary>Null, and who has it, where another holds the right.</summary>
    public static OwnedFile? TryOwn(string path, out string holder)
    {
        var owner = path + ".owner";
        FileStream held;
        try
        {
            held = new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            holder = File.Exists(owner) ? File.ReadAllText(owner).Trim() : "another process";
            return null;
        }
        holder = $"process {Environment.ProcessId} on {Environment.MachineName}";
        File.WriteAllText(owner, holder + "\n");
        return new(held, owner);
    }

    public void Dispose()
    {
        File.Delete(_owner);
        _lock.Dispose();
    }

    // EWOULDBLOCK on Linux, ERROR_SHARING_VIOLATION on Windows; anything else is the disk's own trouble
    static bool IsHeld(IOException e) => (e.HResult & 0xffff) is 11 or 32;
}
