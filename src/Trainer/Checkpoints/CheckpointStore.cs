using System.Globalization;
using System.Security.Cryptography;
using Platform.Contracts;
using Platform.Contracts.Events;
using Platform.Trainer.Optimization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Platform.Trainer.Checkpoints;

/// <summary>
/// Checkpoints of one run: a safetensors file each, holding all that resuming needs. The newest and the best stay, the others go.
/// Nothing random is saved, because after initialisation nothing random is drawn: batches are functions of (seed, iteration).
/// </summary>
/// <param name="configHash">A checkpoint of another configuration or seed is refused.</param>
public sealed class CheckpointStore(RunFolder folder, nn.Module network, ParameterGroups groups, string configHash, int seed)
{
    /// <summary>Writes the state after <paramref name="iteration"/> iterations, whole or not at all.</summary>
    /// <param name="bestBy">The metric that made the best iteration the best.</param>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    /// <exception cref="NonFiniteWeightException">A weight is NaN or infinite; the checkpoints before it stay.</exception>
    public CheckpointSaved Save(int iteration, double? bestMeanIou, int? bestIteration, string bestBy = TrainLoop.SelectionMetric)
    {
        if (NonFinite() is { } broken)
            throw new NonFiniteWeightException(broken, iteration);
        Directory.CreateDirectory(folder.Checkpoints);
        var path = PathOf(iteration);
        SafetensorsFile.Write(path, Entries(), new Dictionary<string, string>
        {
            ["iteration"] = iteration.ToString(CultureInfo.InvariantCulture),
            ["bestMeanIou"] = bestMeanIou?.ToString("R", CultureInfo.InvariantCulture) ?? "",
            ["bestIteration"] = bestIteration?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["configHash"] = configHash,
            ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
        });
        DeleteAllBut(iteration, bestIteration);
        using var file = File.OpenRead(path);
        return new()
        {
            Iteration = iteration,
            Path = Path.GetRelativePath(folder.Path, path),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            SizeBytes = file.Length,
            IsBest = bestIteration == iteration,
            BestBy = bestIteration == iteration ? bestBy : null,
        };
    }

    /// <summary>The newest checkpoint's file, null where there is none.</summary>
    public static string? Newest(RunFolder folder) =>
        Directory.Exists(folder.Checkpoints) ? Directory.GetFiles(folder.Checkpoints, "iteration-*.safetensors").Max(StringComparer.Ordinal) : null;

    /// <summary>The best checkpoint's file as the newest knows it, null where there is none.</summary>
    public static string? Best(RunFolder folder)
    {
        if (Newest(folder) is not { } newest)
            return null;
        using var file = SafetensorsFile.Open(newest);
        return Note(file, "bestIteration") is { Length: > 0 } best
            ? PathOf(folder, int.Parse(best, CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Whether a file is a checkpoint written here, not merely weights.</summary>
    public static bool IsCheckpoint(string path)
    {
        if (!path.EndsWith(".safetensors", StringComparison.Ordinal))
            return false;
        using var file = SafetensorsFile.Open(path);
        return file.Metadata.ContainsKey("configHash");
    }

    /// <summary>Iterations done when a checkpoint was written.</summary>
    public static int IterationOf(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return int.Parse(Note(file, "iteration"), CultureInfo.InvariantCulture);
    }

    /// <summary>Restores the network alone, whatever the seed.</summary>
    public static void LoadNetwork(string path, nn.Module network)
    {
        using var file = SafetensorsFile.Open(path);
        LoadNetwork(file, network);
    }

    /// <summary>Restores network and optimiser.</summary>
    public ResumePoint Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (Note(file, "configHash") != configHash || Note(file, "seed") != seed.ToString(CultureInfo.InvariantCulture))
            throw new UserErrorException($"{path}: is of another configuration or seed; resume with the run's own");
        LoadNetwork(file, network);
        foreach (var (name, state) in States())
        {
            file.CopyInto($"optimizer/{name}/exp_avg", state.exp_avg);
            file.CopyInto($"optimizer/{name}/exp_avg_sq", state.exp_avg_sq);
            state.step = (long)file.ReadFloats($"optimizer/{name}/step")[0];
        }
        return new(
            int.Parse(Note(file, "iteration"), CultureInfo.InvariantCulture),
            Note(file, "bestMeanIou") is { Length: > 0 } best ? double.Parse(best, CultureInfo.InvariantCulture) : null,
            Note(file, "bestIteration") is { Length: > 0 } at ? int.Parse(at, CultureInfo.InvariantCulture) : null);
    }

    static void LoadNetwork(SafetensorsFile file, nn.Module network)
    {
        foreach (var (name, value) in network.state_dict())
            file.CopyInto("model/" + name, value);
    }

    /// <summary>The first trained parameter that holds a NaN or an infinity.</summary>
    string? NonFinite()
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var sums = stack([.. groups.Named.Select(p => p.parameter.sum())]).to(ScalarType.Float32).cpu().data<float>().ToArray();
        var at = Array.FindIndex(sums, sum => !float.IsFinite(sum));
        return at < 0 ? null : groups.Named[at].name;
    }

    IEnumerable<SafetensorsTensor> Entries()
    {
        foreach (var (name, value) in network.state_dict())
            yield return value.ToEntry("model/" + name);
        foreach (var (name, state) in States())
        {
            yield return state.exp_avg.ToEntry($"optimizer/{name}/exp_avg");
            yield return state.exp_avg_sq.ToEntry($"optimizer/{name}/exp_avg_sq");
            yield return SafetensorsTensor.Of<float>($"optimizer/{name}/step", [1], [state.step]); // exact up to 2^24 steps
        }
    }

    IEnumerable<(string Name, AdamW.State State)> States()
    {
        var names = groups.Named.ToDictionary(p => (object)p.parameter, p => p.name, ReferenceEqualityComparer.Instance);
        var states = groups.Optimizer.state_dict();
        var parameters = groups.Optimizer.parameters().ToArray();
        for (var i = 0; i < parameters.Length; i++)
            yield return (names[parameters[i]], (AdamW.State)states.State[i]);
    }

    void DeleteAllBut(params int?[] kept)
    {
        var keep = kept.OfType<int>().Select(PathOf).ToHashSet();
        foreach (var path in Directory.GetFiles(folder.Checkpoints, "iteration-*.safetensors"))
            if (!keep.Contains(path))
                File.Delete(path);
    }

    string PathOf(int iteration) => PathOf(folder, iteration);

    static string PathOf(RunFolder folder, int iteration) => Path.Combine(folder.Checkpoints, $"iteration-{iteration:D7}.safetensors");

    static string Note(SafetensorsFile file, string key) =>
        file.Metadata.TryGetValue(key, out var value) ? value : throw new UserErrorException($"{file.Path}: is no checkpoint, it has no '{key}'");
}

/// <summary>Where a run goes on: iterations done, and the best seen so far (mIoU in percent).</summary>
public sealed record ResumePoint(int Iteration, double? BestMeanIou, int? BestIteration)
{
    public static readonly ResumePoint Beginning = new(0, null, null);
}
