namespace Platform.Tracker.Imports;

/// <summary>One file of a log.</summary>
/// <param name="Name">Relative to the log's folder, with '/'; of a single file its name.</param>
/// <param name="Open">Opens it for reading from its start; may be called again.</param>
sealed record ImportPart(string Name, Func<Stream> Open)
{
    public static ImportPart OfFile(string path, string name) => new(name, () => OpenFile(path));

    static FileStream OpenFile(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Contracts.UserErrorException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
