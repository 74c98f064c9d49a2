using System.Globalization;
using Platform.Contracts.Api;

namespace Platform.Dashboard.Sweeps;

/// <summary>The cells of a sweep as a grid: rows, seeds or settings down and across; what falls into one place stands there together.</summary>
public sealed class SweepGrid
{
    /// <summary>The configuration without its seed.</summary>
    public const string ByRow = "row";

    public const string BySeed = "seed";

    /// <summary>More are not drawn.</summary>
    public const int MostCells = 2000;

    SweepGrid(SweepDetail sweep, string rows, string columns)
    {
        (Rows, Columns) = (rows, columns);
        var cells = sweep.Cells.Take(MostCells).ToArray();
        (RowNames, ColumnNames) = (Names(cells, rows), Names(cells, columns));
        Places = cells.ToLookup(c => (Of(c, rows), Of(c, columns)));
        Choices = [ByRow, BySeed, .. sweep.Axes];
        var values = cells.Select(c => c.Value).OfType<double>().DefaultIfEmpty(0).ToArray();
        (Lowest, Highest) = (values.Min(), values.Max());
    }

    /// <summary>What may be down and across.</summary>
    public IReadOnlyList<string> Choices { get; }

    public string Rows { get; }
    public string Columns { get; }
    public IReadOnlyList<string> RowNames { get; }
    public IReadOnlyList<string> ColumnNames { get; }
    public double Lowest { get; }
    public double Highest { get; }

    ILookup<(string, string), SweepCellInfo> Places { get; }

    public IEnumerable<SweepCellInfo> At(string row, string column) => Places[(row, column)];

    /// <summary>Where a value lies between the lowest and the highest, 0 to 1; null where there is none.</summary>
    public double? Share(double? value) => value is not { } v ? null : Highest > Lowest ? (v - Lowest) / (Highest - Lowest) : 1;

    /// <param name="rows">One of <see cref="Choices"/>; what it does not know it takes for unsaid.</param>
    /// <param name="columns">One of <see cref="Choices"/>.</param>
    public static SweepGrid Of(SweepDetail sweep, string? rows = null, string? columns = null)
    {
        string[] choices = [ByRow, BySeed, .. sweep.Axes];
        var seeds = sweep.Cells.Select(c => c.Seed).Distinct().Count();
        // two settings and one seed make a plane; drawn points do not
        var plane = sweep.Axes.Count == 2 && seeds == 1 && sweep.Summary.Strategy.Split(' ')[0] is not ("random" or "tpe");
        var down = choices.Contains(rows) ? rows! : plane ? sweep.Axes[0] : ByRow;
        var across = choices.Contains(columns) ? columns! : plane ? sweep.Axes[1] : BySeed;
        return new(sweep, down, across);
    }

    /// <summary>What the page calls a choice.</summary>
    public static string Title(string choice) => choice switch { ByRow => "configuration", BySeed => "seed", _ => SweepText.Short(choice) };

    static string Of(SweepCellInfo cell, string by) => by switch
    {
        ByRow => SweepText.Name(cell),
        BySeed => cell.Seed.ToString(CultureInfo.InvariantCulture),
        _ => cell.Values.GetValueOrDefault(by, "–"),
    };

    static string[] Names(IReadOnlyList<SweepCellInfo> cells, string by)
    {
        string[] names = [.. cells.Select(c => Of(c, by)).Distinct()];
        return by != ByRow && names.All(n => double.TryParse(n, CultureInfo.InvariantCulture, out _))
            ? [.. names.OrderBy(n => double.Parse(n, CultureInfo.InvariantCulture))]
            : names;
    }
}
