namespace Platform.Dashboard.Runs.Exports;

/// <summary>Writes a table of any length, row by row.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="columns">The columns behind the row's names.</param>
/// <param name="names">What names a row: a run's name and id, or a group's keys.</param>
abstract class TableWriter(TextWriter output, IReadOnlyList<string> names, IReadOnlyList<RunColumn> columns, bool grouped)
{
    protected TextWriter Output => output;
    protected IReadOnlyList<string> Names => names;
    protected IReadOnlyList<RunColumn> Columns => columns;
    protected bool Grouped => grouped;

    public abstract Task BeginAsync();

    /// <param name="row">As many as there are names, then as many as there are columns.</param>
    public abstract Task RowAsync(IReadOnlyList<string?> row, IReadOnlyList<ExportCell> cells);

    public virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>The heading of a column for people.</summary>
    protected static string Heading(RunColumn column) => column.Part.Length == 0 ? column.Title : $"{column.Title} ({column.Part})";
}
