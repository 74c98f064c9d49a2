using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Tracker.Ablations;

namespace Platform.Tracker.Backbones;

/// <summary>What two runs must share for their numbers to be compared across backbones.</summary>
sealed record Schedule(string Data, int Iterations, int? EffectiveBatch, int? Crop, ScoreProtocol Protocol)
{
    static readonly (string Key, string Words)[] s_data =
    [
        ("dataset.folder", "folder"), ("dataset.trainSplit", "trained on"), ("dataset.validationSplit", "validated on"), ("dataset.labelFile", "labels of"),
    ];

    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Data}\n{Iterations}\n{EffectiveBatch}\n{Crop}\n{Protocol.Words}")))[..8];

    public static Schedule Of(ScoredRun run, ScoreProtocol protocol) => new(
        string.Join(", ", s_data.Where(d => run.Parameters.ContainsKey(d.Key)).Select(d => $"{d.Words} {run.Parameters[d.Key]}").Prepend(run.Summary.Dataset)),
        run.Summary.TotalIterations, BatchOf(run), Number(run, "dataset.cropSize") ?? Number(run, "cropSize"), protocol);

    /// <summary>Whether the setting is part of a schedule.</summary>
    public static bool Holds(string key) =>
        key is "iterations" or "dataset" or "dataset.kind" or "dataset.cropSize" or "cropSize" or "dataset.batchSize" or "batchSize" || s_data.Any(d => d.Key == key) || IsAccumulation(key);

    /// <summary>What is not as in the reference, each in words; empty where all is.</summary>
    public IReadOnlyList<string> DifferenceTo(Schedule reference)
    {
        var words = new List<string>();
        Compare("data", Data, reference.Data);
        Compare("iterations", Text(Iterations), Text(reference.Iterations));
        Compare("effective batch", Text(EffectiveBatch), Text(reference.EffectiveBatch));
        Compare("crop", Text(Crop), Text(reference.Crop));
        Compare("evaluation", Protocol.Words, reference.Protocol.Words);
        return words;

        void Compare(string what, string ours, string theirs)
        {
            if (ours != theirs)
                words.Add($"{what} {ours}, not {theirs}");
        }
    }

    static int? BatchOf(ScoredRun run)
    {
        var batch = Number(run, "dataset.batchSize") ?? Number(run, "batchSize");
        var accumulation = run.Parameters.Keys.Where(IsAccumulation).Select(key => Number(run, key)).FirstOrDefault(n => n is not null);
        return batch * (accumulation ?? 1);
    }

    // "optimizer.accumulation", "accumulationSteps", "gradient_accumulation"
    static bool IsAccumulation(string key) => key[(key.LastIndexOf('.') + 1)..].Contains("accumulation", StringComparison.OrdinalIgnoreCase);

    static int? Number(ScoredRun run, string key) =>
        run.Parameters.TryGetValue(key, out var text) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;

    static string Text(int? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? "not said";
}
