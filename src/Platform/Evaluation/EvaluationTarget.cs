using Platform.Contracts;
using Platform.Trainer;
using Platform.Trainer.Evaluation;
using Platform.Trainer.Journal;
using Platform.Work;

namespace Platform.Evaluation;

/// <summary>What a user may name to have it evaluated: a run by id or folder, a checkpoint, a weights file.</summary>
static class EvaluationTarget
{
    /// <param name="runs">Where runs are looked for by id.</param>
    /// <param name="checkpoint">"best", "last" or a file of the run; null: the best, or the newest where none was evaluated.</param>
    /// <param name="config">A configuration's name or file, for what does not tell its own.</param>
    /// <exception cref="UserErrorException">There is no such thing, or the options do not go with it.</exception>
    public static CheckpointSource Find(string target, string runs, string? checkpoint, string? config)
    {
        if (File.Exists(target))
            return checkpoint is null
                ? CheckpointSource.OfFile(target, config is null ? null : TrainingConfigReader.Read(config))
                : throw new UserErrorException($"--checkpoint chooses one of a run's; {target} is a file already");
        var folder = FolderOf(target, runs);
        if (config is not null)
            throw new UserErrorException($"--config is for weights that do not tell their own; {folder.Path} has a journal that does");
        return CheckpointSource.OfRun(folder, checkpoint is null or "best" or "last" ? Named(folder, checkpoint) : FileOf(folder, checkpoint));
    }

    /// <summary>Puts a run's newest and best checkpoints in its folder, where only the archive of <c>Trainer:Checkpoints</c> has them by now.</summary>
    public static async Task BringBackAsync(string target, string runs, ICheckpointArchive? archive, CancellationToken cancel = default)
    {
        if (archive is null || File.Exists(target))
            return;
        var folder = FolderOf(target, runs);
        if (JournalReader.Read(folder.Journal).FirstOrDefault() is { } first)
            await new CheckpointChoice(folder, archive).BringBackAsync(first.Header.RunId, cancel);
    }

    static string Named(RunFolder folder, string? name) =>
        name ?? (Trainer.Checkpoints.CheckpointStore.Best(folder) is null ? "last" : "best");

    static RunFolder FolderOf(string target, string runs) =>
        new[] { target, Path.Combine(runs, target) }.Select(path => new RunFolder(Path.GetFullPath(path))).FirstOrDefault(f => File.Exists(f.Journal))
        ?? throw new UserErrorException($"{target}: no run of {runs}, no folder of a run, and no file; name one of these, or the runs' folder with --runs");

    static string FileOf(RunFolder folder, string checkpoint)
    {
        var path = new[] { checkpoint, Path.Combine(folder.Path, checkpoint), Path.Combine(folder.Checkpoints, checkpoint) }
            .Select(Path.GetFullPath).FirstOrDefault(File.Exists)
            ?? throw new UserErrorException($"--checkpoint is '{checkpoint}'; it can be best, last, or a file in {folder.Checkpoints}");
        return Path.GetDirectoryName(path) == folder.Checkpoints
            ? path
            : throw new UserErrorException($"{path} is not of this run; evaluate it by itself: platform evaluate {path}");
    }
}
