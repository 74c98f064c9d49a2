namespace Platform.TestKit;

/// <summary>The folder that holds Platform.sln, found upwards from the test's own binaries.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Platform.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"no Platform.sln above {AppContext.BaseDirectory}");
    }
}
