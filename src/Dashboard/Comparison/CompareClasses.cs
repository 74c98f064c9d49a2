using Platform.Contracts.Api;

namespace Platform.Dashboard.Comparison;

/// <summary>Per-class IoU of the groups shown, against the baseline.</summary>
public sealed class CompareClasses(TrackerClient tracker)
{
    /// <summary>Null until the first answer, or where nothing was evaluated.</summary>
    public ComparedClasses? Answer { get; private set; }

    /// <summary>The groups of <see cref="Answer"/>, in its order; the baseline first.</summary>
    public IReadOnlyList<ComparedLook> Groups { get; private set; } = [];

    public async Task UpdateAsync(CompareView view, CancellationToken cancel)
    {
        if (HeadName.Chosen(view) is not { } head)
        {
            Answer = null;
            return;
        }
        var groups = BaselineFirst(view);
        Answer = await tracker.CompareClassesAsync(new()
        {
            Groups = [.. groups.Select(g => g.Runs)], Split = head.Split, Output = head.Output, Network = head.Network,
            Statistic = view.State.Statistic, Iteration = view.State.At,
        }, cancel);
        Groups = groups;
    }

    /// <summary>The baseline is always there: without it there is nothing to compare with.</summary>
    internal static IReadOnlyList<ComparedLook> BaselineFirst(CompareView view) =>
        [.. view.Looks.Where(l => l.IsBaseline), .. view.Shown.Where(l => !l.IsBaseline)];

    /// <summary>What the numbers can carry: how many runs stand behind each group.</summary>
    public string? Caution => Groups.Count == 0 ? null : Groups.Min(g => g.Group.Runs.Count) switch
    {
        1 => "At least one group is a single run: how much of a difference is the seed's doing is not known, and nothing is claimed.",
        2 => "At least one group has two runs only: too few to claim anything.",
        _ => null,
    };

    /// <summary>The largest difference, which fills a bar.</summary>
    public double Largest => Math.Max(1, (Answer?.Classes ?? []).SelectMany(c => c.Groups).Max(g => (double?)Math.Abs(g.Difference?.Value ?? 0)) ?? 1);
}
