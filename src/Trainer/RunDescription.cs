using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Trainer.Data;
using Platform.Trainer.Methods;
using static TorchSharp.torch;

namespace Platform.Trainer;

/// <summary>What the first entry of a run, or of a later attempt, says about it.</summary>
static class RunDescription
{
    public static RunStarted Started(
        TrainingConfig config, TrainingRequest request, ISegmentationMethod method, IEnumerable<VocSplit> splits, Device device) => new()
    {
        Project = config.Project,
        Experiment = config.Experiment,
        RunName = config.Name ?? $"{config.Method} {config.Dataset.Kind} seed {config.Seed}",
        Method = config.Method,
        Backbone = config.Backbone.Name,
        Dataset = config.Dataset.Kind,
        SplitSizes = splits.ToDictionary(s => s.Name, s => s.Count),
        Config = JsonDocument.Parse(TrainingConfigReader.ToJson(config)).RootElement,
        ConfigHash = TrainingConfigReader.HashOf(config),
        Switches = method.Switches,
        Seed = config.Seed,
        TotalIterations = config.Iterations,
        CodeRevision = CodeRevision.Current.Commit,
        CodeDirty = CodeRevision.Current.Dirty,
        Host = Environment.MachineName,
        Device = Describe(device),
        Libraries = Libraries(),
        SweepId = request.SweepId,
        CellId = request.CellId,
    };

    /// <param name="checkpoint">Null: no checkpoint was saved yet, the attempt starts from the beginning.</param>
    public static RunResumed Resumed(int iteration, string? checkpoint, Device device) => new()
    {
        FromIteration = iteration,
        Checkpoint = checkpoint ?? "",
        Host = Environment.MachineName,
        Device = Describe(device),
    };

    static string Describe(Device device) => device.type == TorchSharp.DeviceType.CPU ? $"cpu, {Environment.ProcessorCount} cores" : device.ToString();

    static Dictionary<string, string> Libraries()
    {
        var binding = typeof(TorchSharp.torch).Assembly.GetName();
        return new()
        {
            ["libtorch"] = __version__,
            [binding.Name!] = binding.Version!.ToString(),
            ["dotnet"] = Environment.Version.ToString(),
        };
    }
}
