namespace Platform.Contracts.Statistics;

/// <summary>The evaluation that stands for a run; the better one where several networks were scored at once.</summary>
public static class ScoreChoice
{
    /// <summary>Null where there is none, or none with a score where the selection looks: no earlier one stands in for the last.</summary>
    /// <param name="evaluations">Of one run, split and output.</param>
    public static T? Of<T>(IEnumerable<T> evaluations, Func<T, int> iteration, Func<T, double?> score, ScoreSelection selection = ScoreSelection.Last)
        where T : class
    {
        var all = evaluations.ToArray();
        var last = all.Length == 0 ? 0 : all.Max(iteration);
        return all.Where(e => selection == ScoreSelection.Best || iteration(e) == last)
            .Where(e => score(e) is { } value && double.IsFinite(value))
            .OrderByDescending(score).ThenBy(iteration).FirstOrDefault();
    }
}
