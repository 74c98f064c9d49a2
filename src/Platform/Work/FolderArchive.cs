using Platform.Contracts.Events;

namespace Platform.Work;

/// <summary>A folder that all trainers see, such as a mounted one: <c>FOLDER/RUN/SHA256.safetensors</c>.</summary>
sealed class FolderArchive(string folder) : ICheckpointArchive
{
    const string Suffix = ".safetensors";

    public async Task PutAsync(Guid run, CheckpointSaved checkpoint, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.Combine(folder, run.ToString()));
        var path = PathOf(run, checkpoint);
        if (File.Exists(path))
            return;
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
        var kept = PathOf(run, checkpoint);
        if (!await CheckpointFile.IsAsync(kept, checkpoint, cancel))
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var from = File.OpenRead(kept))
        await using (var to = File.Create(path + ".part"))
            await from.CopyToAsync(to, cancel);
        File.Move(path + ".part", path, overwrite: true);
        return true;
    }

    public Task KeepOnlyAsync(Guid run, IReadOnlyCollection<CheckpointSaved> kept, CancellationToken cancel)
    {
        var names = kept.Select(c => c.Sha256 + Suffix).ToHashSet();
        foreach (var path in Directory.GetFiles(Path.Combine(folder, run.ToString()), "*" + Suffix))
            if (!names.Contains(Path.GetFileName(path)))
                File.Delete(path);
        return Task.CompletedTask;
    }

    string PathOf(Guid run, CheckpointSaved checkpoint) => Path.Combine(folder, run.ToString(), checkpoint.Sha256 + Suffix);
}
