using System.Text;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Journal;
using Platform.Trainer.Methods;
using Platform.Trainer.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer.Evaluation;

/// <summary>A trained network on disk: its weights, what it was configured as, and the run it is of where it is asked for as a run's.</summary>
/// <param name="Iteration">Iterations done; 0 for published weights.</param>
/// <param name="Published">A weights file of others, whose names are matched; else a checkpoint of ours.</param>
public sealed record CheckpointSource(string Path, TrainingConfig Config, int Iteration, bool Published, RunFolder? Folder, Guid? RunId)
{
    /// <summary>A checkpoint of a run.</summary>
    /// <param name="which">"best", "last", or a file.</param>
    /// <exception cref="UserErrorException">The journal or the checkpoint is missing or cannot be read.</exception>
    public static CheckpointSource OfRun(RunFolder folder, string which)
    {
        var path = which switch
        {
            "best" => CheckpointStore.Best(folder) ?? throw new UserErrorException(
                $"{folder.Path}: has no best checkpoint, it was not evaluated in training; take the newest with --checkpoint last"),
            "last" => CheckpointStore.Newest(folder) ?? throw new UserErrorException(
                $"{folder.Path}: there is no checkpoint; none was saved yet, or a worker left them in its archive alone, which --checkpoints names"),
            _ => which,
        };
        var (run, config) = StartOf(folder);
        return new(path, config, CheckpointStore.IterationOf(path), Published: false, folder, run);
    }

    /// <summary>A file by itself.</summary>
    /// <param name="config">What it is of; null: what the journal of the run it lies in says.</param>
    /// <exception cref="UserErrorException">The file cannot be read, or nothing says what it is of.</exception>
    public static CheckpointSource OfFile(string path, TrainingConfig? config)
    {
        var published = !CheckpointStore.IsCheckpoint(path);
        if (config is null && published)
            throw new UserErrorException($"{path}: weights alone do not say what network they are of; name its configuration with --config NAME");
        config ??= StartOf(RunFolder.OfCheckpoint(path)).Config;
        return new(path, config, published ? 0 : CheckpointStore.IterationOf(path), published, null, null);
    }

    /// <summary>Builds the network and fills it.</summary>
    public ISegmentationMethod Load(IReadOnlyList<string> classNames, Device device)
    {
        // what it started from is overwritten, and need not be on this machine
        var config = Config with { Backbone = Config.Backbone with { Weights = null } };
        var method = MethodCatalog.Create(config, classNames, device);
        try
        {
            if (Published)
                PretrainedWeights.Load(method.Network, Path);
            else
                CheckpointStore.LoadNetwork(Path, method.Network);
            return method;
        }
        catch
        {
            method.Dispose();
            throw;
        }
    }

    static (Guid Run, TrainingConfig Config) StartOf(RunFolder folder)
    {
        if (!File.Exists(folder.Journal))
            throw new UserErrorException($"{folder.Journal}: there is no journal to tell the configuration; name it with --config NAME");
        try
        {
            var first = JournalReader.Read(folder.Journal).FirstOrDefault() ?? throw new UserErrorException($"{folder.Journal}: is empty");
            return JournalEntry.Read(first.Bytes).Event is RunStarted started
                ? (first.Header.RunId, TrainingConfigReader.Parse(Encoding.UTF8.GetBytes(started.Config.GetRawText()), folder.Journal))
                : throw new UserErrorException($"{folder.Journal}: does not begin with run-started");
        }
        catch (JournalFormatException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }
}
