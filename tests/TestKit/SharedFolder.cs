namespace Platform.TestKit;

/// <summary>The reference material beside the project (published logs, golden numbers); not everyone has it.</summary>
public static class SharedFolder
{
    /// <summary>Null where it is absent.</summary>
    public static string? Path { get; } = Find();

    static string? Find()
    {
        var folder = System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot.Path, "..", "shared"));
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A test that reads <see cref="SharedFolder"/>; skipped where it is absent.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedFolder.Path is null ? "needs the folder shared/ beside the project" : null;
}

/// <summary>The same with data.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedFolder.Path is null ? "needs the folder shared/ beside the project" : null;
}
