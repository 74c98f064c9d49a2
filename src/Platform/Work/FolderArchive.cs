using Platform.Contracts.Events;

namespace Platform.Work;

/// <summary>A folder that all trainers see, such as a mounted one: <c>FOLDER/RUN/SHA256.safetensors</c>.</summary>
sealed class FolderArchive(string folder) : ICheckpointArchive
{
    const string Suffix = ".safetensors";

    static readonly TimeSpan s_abandoned = TimeSpan.FromHours(1);

    public async Task PutAsync(Guid run, CheckpointSaved checkpoint, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Below(run));
        var path = PathOf(run, checkpoint.Sha256);
        if (File.Exists(path))
            return;
        RemoveAbandoned(run);
        // others may be writing the same one
        var part = $"{path}.{Guid.CreateVersion7():N}.part";
        await using (var file = File.Create(part))
        {
            await content.CopyToAsync(file, cancel);
            file.Flush(flushToDisk: true);
        }
        File.Move(part, path, overwrite: true);
    }

    public async Task<bool> FetchAsync(Guid run, CheckpointSaved checkpoint, string path, CancellationToken cancel)
    {
        var kept = PathOf(run, checkpoint.Sha256);
        if (!await CheckpointFile.IsAsync(kept, checkpoint, cancel))
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var from = File.OpenRead(kept))
        await using (var to = File.Create(path + ".part"))
            await from.CopyToAsync(to, cancel);
        File.Move(path + ".part", path, overwrite: true);
        return true;
    }

    public Task<IReadOnlyList<string>> ListAsync(Guid run, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(
        new DirectoryInfo(Below(run)) is { Exists: true } copies ? [.. copies.EnumerateFiles("*" + Suffix).Select(f => Path.GetFileNameWithoutExtension(f.Name))] : []);

    public Task RemoveAsync(Guid run, string sha256, CancellationToken cancel)
    {
        if (Directory.Exists(Below(run)))
            File.Delete(PathOf(run, sha256));
        return Task.CompletedTask;
    }

    // whoever wrote it was killed
    void RemoveAbandoned(Guid run)
    {
        foreach (var part in new DirectoryInfo(Below(run)).EnumerateFiles("*.part"))
            if (part.LastWriteTimeUtc < (TimeProvider.System.GetUtcNow() - s_abandoned).UtcDateTime)
                part.Delete();
    }

    string Below(Guid run) => Path.Combine(folder, run.ToString());

    string PathOf(Guid run, string sha256) => Path.Combine(Below(run), sha256 + Suffix);
}
