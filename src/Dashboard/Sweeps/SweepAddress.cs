using Platform.Contracts.Sweeps;

namespace Platform.Dashboard.Sweeps;

/// <summary>What of a sweep is shown, and how; kept in the address.</summary>
public sealed record SweepAddress
{
    public SweepTab Tab { get; init; }

    /// <summary>What the rows of the grid are: "row", "seed" or a setting; null: what suits the sweep.</summary>
    public string? Rows { get; init; }

    /// <inheritdoc cref="Rows"/>
    public string? Columns { get; init; }

    /// <summary>Whether the grid is coloured by the objective; otherwise by state.</summary>
    public bool ByObjective { get; init; }

    /// <summary>Cells in this state alone are listed.</summary>
    public SweepCellState? State { get; init; }

    /// <summary>Ids of the cells that are listed, with commas between; null: all.</summary>
    public string? Picked { get; init; }

    /// <summary>What it does not know it takes for absent.</summary>
    public static SweepAddress Read(PageQuery query) => new()
    {
        Tab = query.Choice<SweepTab>("tab") ?? SweepTab.Overview,
        Rows = query.Text("rows"),
        Columns = query.Text("columns"),
        ByObjective = query.Text("colour") == "objective",
        State = query.Choice<SweepCellState>("state"),
        Picked = query.Text("cells"),
    };
}

/// <summary>Parts of a sweep's page.</summary>
public enum SweepTab
{
    /// <summary>The grid and who is at work.</summary>
    Overview,

    /// <summary>What the settings did to the objective.</summary>
    Results,

    Cells,

    /// <summary>Its file, to read and to change.</summary>
    File,
}
