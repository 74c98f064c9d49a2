using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Imports;

namespace Platform.Tracker.Audits.Evidence;

/// <summary>The evaluations of an imported log, in the order they stand there.</summary>
static class ImportedScores
{
    const int LinesBefore = 30;

    public static IReadOnlyList<Measurement> Of(ImportedLog log, Conditions general)
    {
        var scores = new List<Measurement>();
        var (group, previous) = (0, default(ImportedEvaluation));
        foreach (var evaluation in log.Evaluations)
        {
            if (previous is null || evaluation.Line != previous.Line || evaluation.Part != previous.Part)
                group++;
            previous = evaluation;
            if (Score(log, evaluation, group, general) is { } score)
                scores.Add(score);
        }
        return scores;
    }

    static Measurement? Score(ImportedLog log, ImportedEvaluation evaluation, int group, Conditions general)
    {
        Place At(int line) => new(evaluation.Part is null ? log.Source : $"{log.Source}/{evaluation.Part}", Line: line);
        var scale = evaluation.Fractions ? 100 : 1;
        var classes = evaluation.Classes.Select(c => new ClassScore(c.ClassName, c.Text, double.IsFinite(c.Value) ? Value(c.Text, c.Value, scale) : null, At(c.Line))).ToArray();
        var score = new Measurement
        {
            Metric = MetricName.MeanIou,
            Output = evaluation.Output,
            Network = evaluation.Network,
            Column = evaluation.Column.Length == 0 ? null : evaluation.Column,
            Iteration = evaluation.Iteration,
            Evaluation = group,
            IsFinal = evaluation.Final || (evaluation.Iteration is null && evaluation == log.Evaluations[^1]),
            ChosenAs = ChosenAs(log, evaluation),
            Conditions = Stated(evaluation).Or(general),
            Text = evaluation.MeanIou?.Text ?? "",
            Value = evaluation.MeanIou is { } mean ? Value(mean.Text, mean.Value, scale) : 0,
            Tolerance = evaluation.MeanIou is { } said ? scale * (Written.Parse(said.Text)?.HalfUnit ?? 0) : 0,
            Place = At(evaluation.MeanIou?.Line ?? evaluation.Line),
            Classes = classes,
        };
        return evaluation.MeanIou is { } stated ? double.IsFinite(stated.Value) ? ClassMean.Check(score, scale) : null
            : classes.Any(c => c.Value is not null) ? ClassMean.Of(score, scale) : null;
    }

    // the digits as printed, not what a binary number made of them
    static decimal Value(string text, double read, int scale) => Written.Parse(text) is { } written ? written.Value * scale : Number.Exact(read);

    // an evaluation after training beside a line on the best one so far is that of the best checkpoint
    static string? ChosenAs(ImportedLog log, ImportedEvaluation evaluation)
    {
        if (!evaluation.Final || evaluation.Iteration is not null)
            return null;
        if (IsBest(evaluation.Title))
            return $"the best checkpoint (\"{evaluation.Title!.Trim()}\")";
        var said = log.Statements.LastOrDefault(s => s.Line <= evaluation.Line && s.Line > evaluation.Line - LinesBefore && IsBest(s.Subject));
        return said is null ? null : $"the best checkpoint (line {said.Line} says \"{said.Subject} {said.Text}\" before it)";
    }

    static bool IsBest(string? text) => text?.Contains("best", StringComparison.OrdinalIgnoreCase) == true;

    static Conditions Stated(ImportedEvaluation evaluation) => new()
    {
        Split = evaluation.SplitSaid ? evaluation.Split : null,
        Scales = evaluation.Protocol.Scales is { Count: > 0 } scales ? ScaleSet.Of(scales.Select(s => (decimal)s)) : null,
        Flip = evaluation.Protocol.Flip,
        Crf = evaluation.Protocol.Crf,
        ImageLabels = evaluation.Protocol.ImageLabels,
    };
}
