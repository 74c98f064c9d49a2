using System.Globalization;
using Platform.Tracker.Audits.Claims;
using Platform.Tracker.Audits.Evidence;

namespace Platform.Tracker.Audits.Verdicts;

/// <summary>Checks a number that stands for several seeds: the mean, median or best of one number a run.</summary>
sealed class SeedsAudit(Claim claim, NumberAssertion number)
{
    public Assessment Of(IReadOnlyList<IEvidence> evidence)
    {
        if (evidence.Count == 0)
            return Missing.NoEvidence(claim);
        var picked = evidence.Select(e => (Evidence: e, Number: One(e))).ToArray();
        if (picked.Where(p => p.Number is null).Select(p => p.Evidence.Name).ToArray() is { Length: > 0 } without)
            return Missing.Because(claim, $"{string.Join(", ", without)} hold{(without.Length == 1 ? "s" : "")} no {number.Metric} measured as claimed, "
                + $"so {picked.Length} runs do not make one number");
        var numbers = picked.Select(p => p.Number!).ToArray();
        var found = Combine(number.Seeds!.Value, numbers);
        var tolerance = numbers.Max(n => n.Tolerance);
        var check = RoundingCheck.Of(number.Value, found, tolerance, number.Rounding);
        return new()
        {
            Claim = claim,
            Verdict = check.Verdict,
            Reason = $"the {Words(number.Seeds.Value)} of {numbers.Length} runs is {Rounding.Show(found, 4)}",
            Evidence = [.. numbers.Select(n => new Citation(n.Title, Rounding.Show(n.Value, 4), n.Place))],
            Steps = [$"{Words(number.Seeds.Value)} of {string.Join(", ", numbers.Select(n => Rounding.Show(n.Value, 4)))} = {Rounding.Show(found, 4)}{Spread(numbers)}", check.Step],
            Warnings = [.. ((string?[])[check.Warning, check.Holds ? null : PassedOff(numbers, tolerance)]).OfType<string>(),
                .. numbers.Select(n => n.Contradiction).OfType<string>(), .. evidence.SelectMany(e => e.Doubts)],
        };
    }

    // of several series that fit (two networks of one run) the better one is what such tables report
    Measurement? One(IEvidence evidence) =>
        Candidates.Pick(Candidates.Of(evidence, number).Fitting, number.Selection, number.Iteration).MaxBy(m => m.Value);

    string? PassedOff(IReadOnlyList<Measurement> numbers, decimal tolerance) =>
        Enum.GetValues<SeedRule>().Where(r => r != number.Seeds && RoundingCheck.Of(number.Value, Combine(r, numbers), tolerance).Holds)
            .Select(r => $"a {Words(r)} passed off as the {Words(number.Seeds!.Value)}: the {Words(r)} of the runs is {Rounding.Show(Combine(r, numbers), 4)}").FirstOrDefault();

    static decimal Combine(SeedRule rule, IReadOnlyList<Measurement> numbers)
    {
        var sorted = numbers.Select(n => n.Value).Order().ToArray();
        return rule switch
        {
            SeedRule.Mean => sorted.Sum() / sorted.Length,
            SeedRule.Median => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2,
            _ => sorted[^1],
        };
    }

    static string Spread(IReadOnlyList<Measurement> numbers)
    {
        if (numbers.Count < 2)
            return "";
        var mean = numbers.Average(n => (double)n.Value);
        var deviation = Math.Sqrt(numbers.Sum(n => Math.Pow((double)n.Value - mean, 2)) / (numbers.Count - 1));
        return string.Create(CultureInfo.InvariantCulture, $" (standard deviation {deviation:0.00})");
    }

    static string Words(SeedRule rule) => rule switch { SeedRule.Mean => "mean", SeedRule.Median => "median", _ => "best" };
}
