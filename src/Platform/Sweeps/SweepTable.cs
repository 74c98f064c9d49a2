using System.Globalization;
using Platform.Contracts.Statistics;
using Spectre.Console;

namespace Platform.Sweeps;

/// <summary>The sweep on a terminal, drawn again once a second: cell, state, iteration, score, time left.</summary>
sealed class SweepTable(IReadOnlyList<CellProgress> cells, Contracts.Sweeps.SweepObjective objective, int workers, TimeProvider clock)
{
    const int MostRows = 30;

    /// <summary>Draws until the work is done.</summary>
    public Task WatchAsync(Task work) => AnsiConsole.Live(Draw()).StartAsync(async context =>
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1), clock));
            context.UpdateTarget(Draw());
        }
        await work;
    });

    Table Draw()
    {
        var table = new Table { Border = TableBorder.Simple, Caption = new(Summary()) };
        table.AddColumns("cell", "state", "iteration", objective.ToString(), "left");
        // of a large sweep what happens is shown, not what waits
        var shown = cells.Count <= MostRows ? cells : [.. cells.Where(c => c.State is CellState.Running or CellState.Failed).Take(MostRows)];
        foreach (var cell in shown)
            table.AddRow(
                new Text(cell.Cell.Name), new Text(cell.State.ToString().ToLowerInvariant()), new Text($"{cell.Iteration}/{cell.Cell.Config.Iterations}"),
                new Text(Figures.Of(cell.Score(objective))), new Text(cell.State == CellState.Running ? Minutes(Left(cell)) : cell.Error ?? ""));
        return table;
    }

    string Summary()
    {
        var done = cells.Count(c => c.State == CellState.Completed);
        var rates = cells.Where(c => c.State == CellState.Running).Select(SecondsEach).OfType<double>().ToArray();
        var open = cells.Where(c => c.State is CellState.Queued or CellState.Running).Sum(c => (double)c.Cell.Config.Iterations - c.Iteration);
        var left = rates.Length == 0 ? null : (TimeSpan?)TimeSpan.FromSeconds(rates.Average() * open / workers);
        return $"{done} of {cells.Count} completed{(left is null ? "" : $", {Minutes(left)} left")}";
    }

    TimeSpan? Left(CellProgress cell) =>
        SecondsEach(cell) is { } each ? TimeSpan.FromSeconds(each * (cell.Cell.Config.Iterations - cell.Iteration)) : null;

    double? SecondsEach(CellProgress cell) =>
        cell.Iteration > cell.From ? clock.GetElapsedTime(cell.Began).TotalSeconds / (cell.Iteration - cell.From) : null;

    static string Minutes(TimeSpan? time) => time is { } t ? string.Create(CultureInfo.InvariantCulture, $"{t.TotalMinutes:0.0} min") : "";
}
