using System.Globalization;
using Platform.Contracts.Statistics;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Checkpoints;
using Platform.Trainer.Sweeps;

namespace Platform.Sweeps;

/// <summary>A line for what happens, for logs and pipes. Called from several threads.</summary>
sealed class SweepLines(IReadOnlyList<CellProgress> cells, SweepObjective objective, TextWriter output)
{
    readonly Dictionary<CellProgress, double?> _shown = [];

    public void Started(CellProgress cell) => Say(cell, CheckpointStore.Newest(cell.Folder) is null ? "started" : "goes on from its newest checkpoint");

    public void Looked(CellProgress cell)
    {
        var score = cell.Score(objective);
        lock (_shown)
        {
            if (score is null || _shown.GetValueOrDefault(cell) == score)
                return;
            _shown[cell] = score;
        }
        Say(cell, $"{cell.Iteration}/{cell.Cell.Config.Iterations} {Scores(cell)}");
    }

    public void Told(CellProgress cell, string message) => Say(cell, message);

    public void Ended(CellProgress cell) => Say(cell, cell.State switch
    {
        CellState.Completed => string.Create(CultureInfo.InvariantCulture, $"completed in {cell.Took.TotalMinutes:0.0} min, {Scores(cell)}"),
        CellState.Failed => $"failed: {cell.Error}",
        _ => $"stopped at {cell.Iteration}",
    });

    string Scores(CellProgress cell) => $"{objective} {Figures.Of(cell.Score(objective))}";

    void Say(CellProgress cell, string message)
    {
        var done = cells.Count(c => c.State is CellState.Completed or CellState.Failed);
        lock (output)
            output.WriteLine($"[{done}/{cells.Count}] {cell.Cell.Name}: {message}");
    }
}
