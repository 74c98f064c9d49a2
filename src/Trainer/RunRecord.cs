using System.Runtime.InteropServices;
using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Trainer.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Platform.Trainer;

/// <summary>The first entry of a run or of a later attempt: all that is needed to do it again.</summary>
static class RunRecord
{
    public static RunStarted Started(TrainingConfig config, TrainingRequest request, DatasetSplit training, DatasetSplit validation, Device device)
    {
        using var json = JsonDocument.Parse(TrainingConfigReader.ToJson(config));
        var (revision, dirty) = CodeRevision.Read();
        if (dirty)
            CodeRevision.KeepDiff(request.Folder.CodeDiff);
        return new()
        {
            Project = config.Project,
            Experiment = config.Experiment,
            RunName = config.Name ?? $"{config.Method}-{config.Dataset.Kind}-s{config.Seed}",
            Method = config.Method,
            Backbone = config.Backbone.Name,
            Dataset = config.Dataset.Kind,
            SplitSizes = new Dictionary<string, int> { [training.Name] = training.Count, [validation.Name] = validation.Count },
            Config = json.RootElement.Clone(),
            ConfigHash = TrainingConfigReader.HashOf(config),
            Switches = config.Switches,
            Seed = config.Seed,
            TotalIterations = config.Iterations,
            CodeRevision = revision,
            CodeDirty = dirty,
            Host = Environment.MachineName,
            Device = device.ToString(),
            Libraries = Libraries(),
            SweepId = request.SweepId,
            CellId = request.CellId,
        };
    }

    public static RunResumed Resumed(RunFolder folder, string checkpoint, int iteration, Device device) => new()
    {
        FromIteration = iteration,
        Checkpoint = Path.GetRelativePath(folder.Path, checkpoint),
        Host = Environment.MachineName,
        Device = device.ToString(),
    };

    static Dictionary<string, string> Libraries() => new()
    {
        ["dotnet"] = Environment.Version.ToString(),
        ["libtorch"] = __version__,
        ["os"] = RuntimeInformation.OSDescription,
    };
}
