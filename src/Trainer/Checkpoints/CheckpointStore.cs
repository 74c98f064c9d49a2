using System.Globalization;
using System.Security.Cryptography;
using Platform.Contracts.Events;
using Platform.Trainer.Optimization;
using static TorchSharp.torch;

namespace Platform.Trainer.Checkpoints;

/// <summary>The checkpoints of one run: of all that were saved it keeps the newest and the best.</summary>
sealed class CheckpointStore(RunFolder folder, string configHash, int seed)
{
    const string Prefix = "iteration-";
    const string Suffix = ".safetensors";

    /// <summary>Writes, flushes and only then replaces; older checkpoints but the best one go.</summary>
    /// <param name="bestBy">The metric that decides which is best.</param>
    public CheckpointSaved Save(TrainingProgress progress, nn.Module network, TrainingOptimizer optimizer, string bestBy)
    {
        Directory.CreateDirectory(folder.Checkpoints);
        var path = PathOf(progress.Iteration);
        CheckpointFile.Write(path, progress, configHash, seed, network, optimizer);
        foreach (var (iteration, old) in All())
            if (iteration != progress.Iteration && iteration != progress.BestIteration)
                File.Delete(old);
        using var written = File.OpenRead(path);
        return new()
        {
            Iteration = progress.Iteration,
            Path = Relative(path),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(written)),
            SizeBytes = written.Length,
            IsBest = progress.IsBest,
            BestBy = progress.IsBest ? bestBy : null,
        };
    }

    /// <summary>Loads the newest checkpoint; null when the run has none yet.</summary>
    public (TrainingProgress Progress, string Path)? RestoreNewest(nn.Module network, TrainingOptimizer optimizer)
    {
        if (All().MaxBy(c => c.Iteration) is not { Path: { } path })
            return null;
        return (CheckpointFile.Restore(path, configHash, seed, network, optimizer), Relative(path));
    }

    IEnumerable<(int Iteration, string Path)> All()
    {
        if (!Directory.Exists(folder.Checkpoints))
            yield break;
        foreach (var path in Directory.GetFiles(folder.Checkpoints, Prefix + "*" + Suffix))
            if (int.TryParse(
                Path.GetFileName(path)[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var iteration))
                yield return (iteration, path);
    }

    string PathOf(int iteration) => Path.Combine(folder.Checkpoints, $"{Prefix}{iteration:000000}{Suffix}");

    string Relative(string path) => Path.GetRelativePath(folder.Path, path);
}
