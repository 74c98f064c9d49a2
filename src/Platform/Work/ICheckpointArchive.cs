using Platform.Contracts.Events;

namespace Platform.Work;

/// <summary>
/// Where checkpoints lie that any machine may resume from. They are told apart by their content: what a trainer that has lost
/// its lease puts there is never taken for another's.
/// </summary>
interface ICheckpointArchive
{
    /// <summary>Keeps a copy, whole or not at all.</summary>
    /// <param name="content">The checkpoint's file, read to its end.</param>
    Task PutAsync(Guid run, CheckpointSaved checkpoint, Stream content, CancellationToken cancel);

    /// <summary>Writes the copy to a file.</summary>
    /// <returns>Whether there is one with this content.</returns>
    Task<bool> FetchAsync(Guid run, CheckpointSaved checkpoint, string path, CancellationToken cancel);

    /// <summary>The SHA-256 of each copy of the run's there is.</summary>
    Task<IReadOnlyList<string>> ListAsync(Guid run, CancellationToken cancel);

    /// <summary>Removes the copy, where there is one.</summary>
    Task RemoveAsync(Guid run, string sha256, CancellationToken cancel);
}
