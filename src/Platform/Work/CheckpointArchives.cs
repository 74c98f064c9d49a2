using Platform.Contracts;

namespace Platform.Work;

/// <summary>Where checkpoints are kept, by how it is written: a folder, or <c>s3://BUCKET/PREFIX</c>.</summary>
static class CheckpointArchives
{
    const string S3 = "s3://";

    /// <summary>Null where nothing is written.</summary>
    /// <exception cref="UserErrorException">There is no bucket's name.</exception>
    public static ICheckpointArchive? Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (!text.StartsWith(S3, StringComparison.Ordinal))
            return new FolderArchive(Path.GetFullPath(text));
        var parts = text[S3.Length..].Split('/', 2);
        return parts[0].Length > 0
            ? S3Archive.Open(parts[0], parts.Length > 1 ? parts[1] : "")
            : throw new UserErrorException($"Trainer:Checkpoints is '{text}'; write s3://BUCKET/PREFIX or the path of a folder");
    }

    /// <summary>The same for a process in another folder.</summary>
    public static string Absolute(string text) => text.StartsWith(S3, StringComparison.Ordinal) ? text : Path.GetFullPath(text);
}
