using System.Globalization;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Sweeps;

/// <summary>
/// How much of the objective's variance over the completed cells goes with one setting alone: epsilon squared of a one-way analysis
/// of variance (Kelley 1935), which takes from the share between groups what chance puts there. Numbers with more than five
/// different values are put into five groups of equal size. What settings do only together is not seen.
/// </summary>
/// <param name="Share">0 to 1; null where there are too few cells to tell.</param>
/// <param name="Groups">Different values, or groups of them.</param>
/// <param name="Trend">Spearman's rank correlation with the objective, −1 to 1; null for what is no number.</param>
public sealed record AxisImportance(string Key, double? Share, int Groups, double? Trend)
{
    const int MostGroups = 5;

    /// <summary>Of every setting that varies, the most important first; seeds too, as they say how much is chance.</summary>
    public static IReadOnlyList<AxisImportance> Of(SweepDetail sweep)
    {
        SweepCellInfo[] cells = [.. sweep.Cells.Where(c => c is { State: Contracts.Sweeps.SweepCellState.Completed, Value: not null })];
        return [.. sweep.Axes.Select(axis => Of(axis, [.. cells.Select(c => (c.Values.GetValueOrDefault(axis, ""), c.Value!.Value))]))
            .Append(Of(SweepGrid.BySeed, [.. cells.Select(c => (c.Seed.ToString(CultureInfo.InvariantCulture), c.Value!.Value))]) with { Trend = null })
            .Where(i => i.Groups > 1).OrderByDescending(i => i.Share)];
    }

    /// <param name="cells">The setting's value and the objective, a cell.</param>
    public static AxisImportance Of(string key, IReadOnlyList<(string Setting, double Value)> cells)
    {
        var numbers = cells.Select(c => double.TryParse(c.Setting, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        var numeric = numbers.Length > 0 && numbers.All(double.IsFinite);
        var different = cells.Select(c => c.Setting).Distinct().Count();
        double[][] groups = numeric && different > MostGroups
            ? [.. cells.Zip(numbers).OrderBy(c => c.Second).Select((c, i) => (c.First.Value, Group: i * MostGroups / cells.Count)).GroupBy(c => c.Group, c => c.Value).Select(g => g.ToArray())]
            : [.. cells.GroupBy(c => c.Setting, c => c.Value).Select(g => g.ToArray())];
        return new(key, Explained(groups), groups.Length, numeric ? Correlation(Ranks(numbers), Ranks([.. cells.Select(c => c.Value)])) : null);
    }

    static double? Explained(double[][] groups)
    {
        var all = groups.SelectMany(g => g).ToArray();
        var (between, within) = (groups.Length - 1, all.Length - groups.Length);
        if (between < 1 || within < 1)
            return null;
        var mean = all.Average();
        var total = all.Sum(v => (v - mean) * (v - mean));
        var rest = groups.Sum(g => g.Average() is var own ? g.Sum(v => (v - own) * (v - own)) : 0);
        return total > 0 ? Math.Clamp((total - rest - between * rest / within) / total, 0, 1) : null;
    }

    static double[] Ranks(double[] values)
    {
        var ranks = values.Order().Select((value, i) => (value, i)).GroupBy(p => p.value, p => p.i).ToDictionary(same => same.Key, same => same.Average());
        return [.. values.Select(v => ranks[v])];
    }

    static double? Correlation(double[] a, double[] b)
    {
        if (a.Length < 3)
            return null;
        var (x, y) = (a.Average(), b.Average());
        var scale = Math.Sqrt(a.Sum(v => (v - x) * (v - x)) * b.Sum(v => (v - y) * (v - y)));
        return scale > 0 ? a.Zip(b).Sum(p => (p.First - x) * (p.Second - y)) / scale : null;
    }
}
