using System.Globalization;
using Platform.Contracts;
using Platform.Trainer.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Checkpoints;

/// <summary>
/// One checkpoint: a safetensors file with the weights under their published names, the optimizer's state under
/// <c>optimizer.PARAMETER.</c>, and progress, seed and config hash as metadata.
/// </summary>
static class CheckpointFile
{
    const string OptimizerPrefix = "optimizer.";

    public static void Write(
        string path, TrainingProgress progress, string configHash, int seed, nn.Module network, TrainingOptimizer optimizer)
    {
        var weights = network.state_dict().Select(w => Tensor(w.Key, w.Value));
        var moments = optimizer.States().SelectMany(s => Moments(s.Name, s.State));
        SafetensorsFile.Write(path, weights.Concat(moments), new Dictionary<string, string>
        {
            ["iteration"] = Text(progress.Iteration),
            ["bestMeanIou"] = Text(progress.BestMeanIou),
            ["bestIteration"] = Text(progress.BestIteration),
            ["seed"] = Text(seed),
            ["configHash"] = configHash,
        });
    }

    /// <exception cref="UserErrorException">Of another configuration or seed, or damaged.</exception>
    public static TrainingProgress Restore(string path, string configHash, int seed, nn.Module network, TrainingOptimizer optimizer)
    {
        using var file = SafetensorsFile.Open(path);
        string? Note(string key) => file.Metadata.TryGetValue(key, out var text) && text.Length > 0 ? text : null;
        if (Note("configHash") != configHash || Note("seed") != Text(seed))
            throw new UserErrorException($"{path}: belongs to another configuration or seed; resume with the configuration of the run");
        using var _ = no_grad();
        foreach (var (name, target) in network.state_dict())
            Fill(target, file, name);
        foreach (var (name, state) in optimizer.States())
        {
            Fill(state.exp_avg, file, Key(name, "exp_avg"));
            Fill(state.exp_avg_sq, file, Key(name, "exp_avg_sq"));
            state.step = file.Read<long>(Key(name, "step"))[0];
        }
        return new TrainingProgress(
            int.Parse(Note("iteration")!, CultureInfo.InvariantCulture),
            Note("bestMeanIou") is { } best ? double.Parse(best, CultureInfo.InvariantCulture) : null,
            Note("bestIteration") is { } at ? int.Parse(at, CultureInfo.InvariantCulture) : null);
    }

    static IEnumerable<SafetensorsTensor> Moments(string name, AdamW.State state)
    {
        yield return Tensor(Key(name, "exp_avg"), state.exp_avg);
        yield return Tensor(Key(name, "exp_avg_sq"), state.exp_avg_sq);
        yield return SafetensorsTensor.Of<long>(Key(name, "step"), [], [state.step]);
    }

    static SafetensorsTensor Tensor(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return SafetensorsTensor.Of<float>(name, tensor.shape, tensor.detach().cpu().contiguous().data<float>().ToArray());
    }

    static void Fill(Tensor target, SafetensorsFile file, string name)
    {
        if (!file[name].Shape.SequenceEqual(target.shape))
            throw new UserErrorException(
                $"{file.Path}: tensor '{name}' is [{string.Join(',', file[name].Shape)}], [{string.Join(',', target.shape)}] is needed");
        using var scope = NewDisposeScope();
        target.copy_(tensor(file.Read<float>(name), target.shape));
    }

    static string Key(string parameter, string part) => $"{OptimizerPrefix}{parameter}.{part}";

    static string Text(IFormattable? value) => value?.ToString(value is double ? "R" : null, CultureInfo.InvariantCulture) ?? "";
}
