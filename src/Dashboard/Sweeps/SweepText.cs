using System.Globalization;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;

namespace Platform.Dashboard.Sweeps;

/// <summary>How sweeps read, in every place the same.</summary>
static class SweepText
{
    public static readonly IReadOnlyList<SweepCellState> States =
    [
        SweepCellState.Completed, SweepCellState.Running, SweepCellState.Queued, SweepCellState.Stale, SweepCellState.Pruned, SweepCellState.Stopped, SweepCellState.Failed,
    ];

    public static string State(SweepCellState state) => state.ToString().ToLowerInvariant();

    /// <summary>"optimizer.learningRate" is "learningRate" where there is little room.</summary>
    public static string Short(string key) => key[(key.LastIndexOf('.') + 1)..];

    public static string Name(SweepCellInfo cell) => cell.Label.Length > 0 ? cell.Label : "all";

    /// <summary>All that the grid says of a cell, in one line.</summary>
    public static string Tell(SweepCellInfo cell) =>
        $"{Name(cell)}, seed {cell.Seed}: {State(cell.State)}"
        + (cell.Value is { } value ? $", {Format.Percent(value)}" : "")
        + (cell.State is SweepCellState.Running or SweepCellState.Stale ? $", iteration {cell.Iteration} of {cell.TotalIterations}" : "")
        + (cell.Attempt > 1 ? $", attempt {cell.Attempt}" : "")
        + (cell.ReusedFrom is { } from ? $", taken over from {from}" : "")
        + (cell.Error is { } error ? $", {error}" : "");

    public static string Budget(SweepSummary sweep) => sweep.Budget switch
    {
        { Runs: null, Hours: null } => $"{Hours(sweep.HoursSpent)} spent",
        { Hours: { } hours, Runs: null } => $"{Hours(sweep.HoursSpent)} of {Hours(hours)}",
        { Hours: null, Runs: { } runs } => $"{Total(sweep)} of {runs} runs, {Hours(sweep.HoursSpent)}",
        var both => $"{Total(sweep)} of {both.Runs} runs, {Hours(sweep.HoursSpent)} of {Hours(both.Hours!.Value)}",
    };

    public static string Left(SweepSummary sweep) => sweep.SecondsLeft is { } seconds ? $"about {About(seconds)}" : "–";

    public static int Total(SweepSummary sweep) => sweep.Cells.Values.Sum();

    public static int Ended(SweepSummary sweep) =>
        Total(sweep) - Count(sweep, SweepCellState.Queued) - Count(sweep, SweepCellState.Running) - Count(sweep, SweepCellState.Stale);

    public static int Count(SweepSummary sweep, SweepCellState state) => sweep.Cells.GetValueOrDefault(state);

    /// <summary>No more precise than an estimate is.</summary>
    public static string About(double seconds) => seconds < 90 ? $"{seconds:0} s" : Hours(seconds / 3600);

    public static string Hours(double hours) => hours < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{hours * 60:0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{hours:0.#} h");
}
