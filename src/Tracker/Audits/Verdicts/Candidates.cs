using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>The numbers of a piece of evidence that a claim may mean.</summary>
sealed class Candidates
{
    Candidates(IReadOnlyList<Measurement> all, NumberAssertion number)
    {
        (All, Claimed) = (all, number.Conditions);
        Fitting = [.. all.Where(m => m.Conditions.DifferencesFrom(number.Conditions).Count == 0)];
    }

    /// <summary>The conditions the claim states, the output's name taken apart.</summary>
    public Conditions Claimed { get; }

    /// <summary>Of the metric, output and network claimed, in order.</summary>
    public IReadOnlyList<Measurement> All { get; }

    /// <summary>Those that were measured as the claim says, as far as both tell.</summary>
    public IReadOnlyList<Measurement> Fitting { get; }

    public static Candidates Of(IEvidence evidence, NumberAssertion number)
    {
        var metric = MetricName.Plain(number.Metric);
        var scores = metric == MetricName.ClassIou
            ? evidence.Evaluations.Where(m => m.Metric == MetricName.MeanIou).SelectMany(m => OfClass(m, number.Class))
            : evidence.Evaluations.Where(m => m.Metric == metric);
        var (output, crf) = OutputName.Split(number.Output ?? (metric is MetricName.MeanIou or MetricName.ClassIou ? "seg" : null));
        var wanted = number with { Conditions = number.Conditions with { Crf = number.Conditions.Crf ?? crf } };
        var found = scores.Select(WithCrfSaid).Where(m => output is null || m.Output == output)
            .Where(m => number.Network is null || m.Network == number.Network)
            .ToArray();
        return new(found.Length > 0 ? found : evidence.Points(number.Metric), wanted);
    }

    /// <summary>Those the rule picks: all of one evaluation, or the best of each series.</summary>
    public static IReadOnlyList<Measurement> Pick(IReadOnlyList<Measurement> from, Selection selection, int? iteration) => selection switch
    {
        _ when from.Count == 0 => [],
        Selection.At => [.. from.Where(m => m.Iteration == iteration)],
        Selection.Final => [.. from.Where(m => m.IsFinal)],
        Selection.Best => [.. from.GroupBy(m => (m.Output, m.Network, m.Column, m.Conditions.Crf)).Select(s => s.MaxBy(m => m.Value)!)],
        // a chosen checkpoint scored after training is not where training ended
        Selection.Last when from.Any(m => m.ChosenAs is null) => Latest([.. from.Where(m => m.ChosenAs is null)]),
        _ => Latest(from),
    };

    static IReadOnlyList<Measurement> Latest(IReadOnlyList<Measurement> from) => [.. from.Where(m => m.Evaluation == from.Max(l => l.Evaluation))];

    static IEnumerable<Measurement> OfClass(Measurement mean, string? name) => mean.Classes
        .Where(c => c.Value is not null && string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))
        .Select(c => mean with { Metric = MetricName.ClassIou, Text = c.Text, Value = c.Value!.Value, Place = c.Place, Classes = [], Steps = [], Contradiction = null });

    // a table without a word on a CRF used none: it costs seconds an image, nobody leaves it unsaid
    static Measurement WithCrfSaid(Measurement m)
    {
        var (output, crf) = OutputName.Split(m.Output);
        return m with { Output = output, Conditions = m.Conditions with { Crf = crf ?? m.Conditions.Crf ?? false } };
    }
}
