namespace Platform.TestKit;

/// <summary>A folder of a test's own, gone when it is disposed.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("platform-test-").FullName;

    public string Sub(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => Delete(Path);

    /// <summary>Removes a folder with all that is in it, as soon as whoever ends by now has stopped writing there.</summary>
    public static void Delete(string folder)
    {
        if (!SpinWait.SpinUntil(() => TryDelete(folder), Patience.OfWait))
            Directory.Delete(folder, recursive: true);
    }

    static bool TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            return false;
        }
    }
}
