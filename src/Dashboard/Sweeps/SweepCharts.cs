using System.Globalization;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;

namespace Platform.Dashboard.Sweeps;

/// <summary>A sweep's results as charts: parallel coordinates, and the objective against time.</summary>
public sealed class SweepCharts(SweepDetail sweep)
{
    // labels stand among the lines
    static readonly object s_halo = new { color = "var(--bs-body-color)", textBorderColor = "var(--surface)", textBorderWidth = 3 };

    // asked for every line: looked at once
    readonly HashSet<string> _numeric =
        [.. sweep.Axes.Where(key => sweep.Cells.Where(HasResult).All(c => double.TryParse(c.Values.GetValueOrDefault(key), CultureInfo.InvariantCulture, out _)))];

    /// <summary>Cells with a result, in the order they ended; the lines and points of the charts.</summary>
    public IReadOnlyList<SweepCellInfo> Ended { get; } =
        [.. sweep.Cells.Where(HasResult).OrderBy(c => c.EndedAt)];

    /// <summary>The best completed value up to each of <see cref="Ended"/>; null before the first.</summary>
    public IReadOnlyList<double?> BestSoFar
    {
        get
        {
            double? best = null;
            return [.. Ended.Select(c => best = c.State == SweepCellState.Completed && !(best >= c.Value) ? c.Value : best)];
        }
    }

    // what was taken over ended before the sweep began
    double Hours(SweepCellInfo cell) => Math.Max(0, (cell.EndedAt!.Value - sweep.Summary.CreatedAt).TotalHours);

    /// <summary>In which times are told: "hours", or less where nothing took two of them.</summary>
    public string Unit => Ended.Count == 0 || Hours(Ended[^1]) >= 2 ? "hours" : Hours(Ended[^1]) >= 2 / 60.0 ? "minutes" : "seconds";

    /// <summary>How long after the sweep began the cell ended, in <see cref="Unit"/>.</summary>
    public double Time(SweepCellInfo cell) => Hours(cell) * (Unit switch { "hours" => 1, "minutes" => 60, _ => 3600 });

    public object History => new
    {
        grid = new { left = 8, right = 16, top = 52, bottom = 32, containLabel = true },
        legend = new { top = 0, data = (string[])["completed", .. Ended.Any(c => c.State == SweepCellState.Pruned) ? ["pruned"] : Array.Empty<string>(), "best so far"] },
        xAxis = new { type = "value", name = $"{Unit} since it began", nameLocation = "middle", nameGap = 26, min = 0 },
        yAxis = new { type = "value", name = sweep.Summary.Objective, nameTextStyle = new { align = "left" }, scale = true },
        series = new object[]
        {
            new { type = "scatter", name = "completed", symbol = "circle", symbolSize = 9, itemStyle = new { color = "var(--series-1)" }, data = Points(SweepCellState.Completed) },
            new { type = "scatter", name = "pruned", symbol = "triangle", symbolSize = 9, itemStyle = new { color = "var(--series-2)" }, data = Points(SweepCellState.Pruned) },
            new
            {
                type = "line", name = "best so far", step = "end", showSymbol = false, lineStyle = new { color = "var(--series-7)", width = 2, type = "dashed" }, itemStyle = new { color = "var(--series-7)" },
                data = Ended.Zip(BestSoFar).Where(p => p.Second is not null).Select(p => new { value = new[] { Time(p.First), p.Second!.Value } }),
            },
        },
    };

    /// <summary>Whether there is a setting to draw an axis for.</summary>
    public bool HasParallel => sweep.Axes.Count > 0 && Ended.Count > 1;

    public object Parallel => new
    {
        parallel = new { left = 40, right = 90, top = 44, bottom = 24 },
        parallelAxis = sweep.Axes.Select((key, i) => Axis(i, key)).Append(new { dim = sweep.Axes.Count, name = sweep.Summary.Objective, type = "value", scale = true, axisLabel = s_halo, z = 10 }),
        visualMap = new { type = "continuous", show = false, dimension = sweep.Axes.Count, min = Ended.Min(c => c.Value), max = Ended.Max(c => c.Value), inRange = new { color = new[] { "var(--outline-strong)", "var(--series-1)" } } },
        series = new[]
        {
            new
            {
                type = "parallel", lineStyle = new { width = 2, opacity = 0.7 }, inactiveOpacity = 0.06,
                data = Ended.Select(c => new { id = c.RunId, value = (object[])[.. sweep.Axes.Select(key => Coordinate(key, c)), c.Value!.Value], tip = SweepText.Tell(c) }),
            },
        },
    };

    object Axis(int at, string key) => IsNumeric(key)
        ? new { dim = at, name = SweepText.Short(key), type = IsLog(key) ? "log" : "value", scale = true, axisLabel = s_halo, z = 10 }
        : new { dim = at, name = SweepText.Short(key), type = "category", data = Ended.Select(c => c.Values.GetValueOrDefault(key, "–")).Distinct(), axisLabel = s_halo, z = 10 };

    object Coordinate(string key, SweepCellInfo cell) => IsNumeric(key) ? Number(cell, key) : cell.Values.GetValueOrDefault(key, "–");

    IEnumerable<object> Points(SweepCellState state) => Ended.Where(c => c.State == state)
        .Select(c => new { id = c.RunId, value = new[] { Time(c), c.Value!.Value }, tip = SweepText.Tell(c) });

    bool IsNumeric(string key) => _numeric.Contains(key);

    // values of several orders of magnitude lie on top of each other otherwise
    bool IsLog(string key) => Ended.Min(c => Number(c, key)) is > 0 and var least && Ended.Max(c => Number(c, key)) >= 30 * least;

    static bool HasResult(SweepCellInfo c) => c is { State: SweepCellState.Completed or SweepCellState.Pruned, Value: not null, EndedAt: not null };

    static double Number(SweepCellInfo cell, string key) => double.Parse(cell.Values[key], CultureInfo.InvariantCulture);
}
