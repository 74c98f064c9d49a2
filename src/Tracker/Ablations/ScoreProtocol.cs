using System.Globalization;
using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;

namespace Platform.Tracker.Ablations;

/// <summary>An evaluation's protocol, its number of classes with it, in words.</summary>
sealed record ScoreProtocol(string Words)
{
    /// <param name="protocol">JSON.</param>
    /// <param name="classNames">JSON.</param>
    /// <param name="stated">Of an imported log's scores only; what a log does not say is not guessed.</param>
    public static ScoreProtocol Of(string protocol, string classNames, bool stated)
    {
        var classes = JsonSerializer.Deserialize<string[]>(classNames)!.Length;
        if (stated)
            return new($"as an imported log states, {classes} classes");
        var e = JsonSerializer.Deserialize<EvaluationProtocol>(protocol, JournalJson.Options)!;
        return new(string.Join(", ", Parts(e).Append($"{classes} classes")));
    }

    static IEnumerable<string> Parts(EvaluationProtocol e)
    {
        yield return "scales " + string.Join(' ', e.Scales.Select(Number));
        yield return e.Flip ? "flip" : "no flip";
        if (e.Crf)
            yield return "CRF";
        if (e.ImageLabels)
            yield return "image labels used";
        foreach (var (name, value) in e.Thresholds.OrderBy(t => t.Key, StringComparer.Ordinal))
            yield return $"{name} {Number(value)}";
        if (e.InputSize is { } size)
            yield return $"input {size}";
        if (e.Fusion is { } fusion)
            yield return $"fused by {fusion}";
        yield return $"ignores {e.IgnoreIndex}";
    }

    static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
