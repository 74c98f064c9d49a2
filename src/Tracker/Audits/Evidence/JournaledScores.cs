using Platform.Contracts.Events;
using Platform.Tracker.Audits.Claims;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>Scores that an imported run's journal took from its log: cited by the log's own lines.</summary>
static class JournaledScores
{
    /// <param name="entry">The entry that keeps them, under the log's name.</param>
    /// <param name="group">Which evaluation it belongs to.</param>
    public static Measurement? Of(ScoresImported scores, Place entry, int group, Conditions general)
    {
        Place At(int line) => entry with { Source = scores.Part is null ? entry.Source : $"{entry.Source}/{scores.Part}", Line = line };
        var scale = IsFraction(scores) ? 100 : 1;
        var score = new Measurement
        {
            Metric = MetricName.MeanIou,
            Output = scores.Output,
            Network = scores.Network,
            Column = scores.Column.Length == 0 ? null : scores.Column,
            Iteration = scores.Iteration,
            Evaluation = group,
            IsFinal = scores.Iteration is null,
            Conditions = Stated(scores).Or(general),
            Text = scores.MeanIou?.Text ?? "",
            Value = scores.MeanIou is { } mean ? Value(mean, scale) : 0,
            Tolerance = scores.MeanIou is { } said ? scale * (Written.Parse(said.Text)?.HalfUnit ?? 0) : 0,
            Place = At(scores.MeanIou?.Line ?? scores.Line),
            Classes = [.. scores.Classes.Select(c => new ClassScore(c.Name ?? "", c.Text, double.IsFinite(c.Value) ? Value(c, scale) : null, At(c.Line)))],
        };
        return scores.MeanIou is { } stated ? double.IsFinite(stated.Value) ? ClassMean.Check(score, scale) : null
            : score.Classes.Any(c => c.Value is not null) ? ClassMean.Of(score, scale) : null;
    }

    // the value is percent: a text that says a hundredth of it is a fraction of 1
    static bool IsFraction(ScoresImported scores) => scores.Classes.Append(scores.MeanIou).OfType<StatedScore>()
        .Any(s => s.Value > 1.5 && Written.Parse(s.Text) is { } written && Math.Abs((double)written.Value * 100 - s.Value) < 0.01 * s.Value);

    static decimal Value(StatedScore score, int scale) => Written.Parse(score.Text) is { } written ? written.Value * scale : Number.Exact(score.Value);

    static Conditions Stated(ScoresImported scores) => new()
    {
        Split = scores.Split,
        Scales = scores.Protocol?.Scales is { Count: > 0 } scales ? ScaleSet.Of(scales.Select(s => (decimal)s)) : null,
        Flip = scores.Protocol?.Flip,
        Crf = scores.Protocol?.Crf,
        ImageLabels = scores.Protocol?.ImageLabels,
    };
}
