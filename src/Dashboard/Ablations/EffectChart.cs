using Platform.Contracts.Api;
using Platform.Contracts.Statistics;

namespace Platform.Dashboard.Ablations;

/// <summary>What each row did to each class: a heat-map, and the same as a table.</summary>
public sealed class EffectChart
{
    const int ClassHeight = 24;
    const int Frame = 132;          // row labels above, the scale below
    const int ColumnWidth = 88;
    const int NameWidth = 110;

    EffectChart(AblationTable table, AblationsAddress address)
    {
        Against = address.AgainstBaseline ? "the baseline" : "the row before";
        Rows = [.. table.Rows.Where(r => r.Kind == AblationRowKind.Step ? r.Before is not null : address.AgainstBaseline || r.Before is not null)];
        Classes = [.. Enumerable.Range(0, table.ClassNames.Count)];
        if (address.ByEffect && Rows.LastOrDefault(r => r.Kind == AblationRowKind.Step) is { } last)
            Classes = [.. Classes.OrderByDescending(c => Effect(last, c, address.AgainstBaseline)?.Value ?? double.NegativeInfinity)];
        Cells = [.. Rows.Select(row => Classes.Select(c => Effect(row, c, address.AgainstBaseline)).ToArray())];
        Names = [.. Classes.Select(c => table.ClassNames[c])];
        Output = AblationText.Output(table.Output ?? "seg");
    }

    public string Against { get; }
    public string Output { get; }
    public IReadOnlyList<AblationRow> Rows { get; }

    /// <summary>Classes by name, in the order shown.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>By row and shown class.</summary>
    public IReadOnlyList<ClassEffect?[]> Cells { get; }

    public double Height => Frame + ClassHeight * Names.Count;

    public double MinWidth => NameWidth + ColumnWidth * Rows.Count;

    int[] Classes { get; }

    /// <summary>Null where there are no two rows to compare, or no classes.</summary>
    public static EffectChart? Of(AblationTable table, AblationsAddress address) =>
        table.ClassNames.Count > 0 && new EffectChart(table, address) is { Rows.Count: > 0 } chart ? chart : null;

    public string Title => $"{Output}: what it did to each class";

    public string Description =>
        $"Heat-map of {Names.Count} classes by {Rows.Count} rows of the ladder: difference of class IoU to {Against}, in points. The same numbers are under As a table.";

    public object Options => new
    {
        grid = new { left = 8, right = 8, top = 44, bottom = 64, containLabel = true },
        xAxis = new { type = "category", position = "top", data = Rows.Select(r => r.Label), axisLabel = new { interval = 0, rotate = Rows.Count > 7 ? 30 : 0, overflow = "truncate", width = 110 }, axisTick = new { show = false } },
        yAxis = new { type = "category", inverse = true, data = Names, axisLabel = new { interval = 0, overflow = "truncate", width = 96 }, axisTick = new { show = false } },
        visualMap = new
        {
            type = "continuous", min = -Range, max = Range, dimension = 2, orient = "horizontal", left = NameWidth, bottom = 4, itemHeight = 180, precision = 1,
            text = new[] { $"+{Figures.Of(Range)} points", $"−{Figures.Of(Range)}" },
            inRange = new { color = new[] { "var(--diverging-low)", "var(--surface)", "var(--diverging-high)" } },
        },
        series = new[] { new { type = "heatmap", data = Rows.SelectMany((_, x) => Names.Select((_, y) => Cell(x, y))).OfType<object>(), label = new { show = true, fontSize = 11, color = "var(--bs-body-color)" }, itemStyle = new { borderColor = "var(--surface)", borderWidth = 1 } } },
    };

    /// <summary>"3 of 3 seeds" that went the way of the mean; empty where rows share no seed.</summary>
    public static string Agreement(ClassEffect effect) => effect.SameSign is { } same ? $"{same} of {effect.Count} seeds" : "";

    double Range => Math.Max(1, Math.Ceiling(Cells.SelectMany(c => c).Max(e => Math.Abs(e?.Value ?? 0))));

    object? Cell(int x, int y) => Cells[x][y] is { Value: { } value } effect ? new
    {
        value = new[] { x, y, Math.Round(value, 3) },
        tip = $"{Names[y]}, {Rows[x].Label}\n{Figures.Signed(value)} points of IoU to {Against}\n{(Agreement(effect) is { Length: > 0 } agreed ? $"the same way in {agreed}" : "no seeds in common")}",
        label = new { formatter = Figures.Signed(value) },
    } : null;

    static ClassEffect? Effect(AblationRow row, int place, bool againstBaseline) =>
        place < row.Classes.Count ? againstBaseline ? row.Classes[place].Baseline : row.Classes[place].Before : null;
}
