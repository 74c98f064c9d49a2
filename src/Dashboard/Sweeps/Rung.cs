using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;

namespace Platform.Dashboard.Sweeps;

/// <summary>What became of the runs at a rung of early stopping.</summary>
/// <param name="Best">Of those that reached it, percent.</param>
/// <param name="Ended">Those it ended.</param>
public sealed record Rung(int Iteration, int Reached, double? Best, double? Median, IReadOnlyList<SweepCellInfo> Ended)
{
    public static IReadOnlyList<Rung> Of(SweepDetail sweep) => [.. sweep.Rungs.Select((rung, i) =>
    {
        var next = i + 1 < sweep.Rungs.Count ? sweep.Rungs[i + 1] : int.MaxValue;
        var there = sweep.Cells.Where(c => At(c, rung) is not null).ToArray();
        var values = there.Select(c => At(c, rung)!.Value).Order().ToArray();
        return new Rung(rung, there.Length, values.Length > 0 ? values[^1] : null, values.Length > 0 ? (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2 : null,
            [.. there.Where(c => c.State == SweepCellState.Pruned && At(c, next) is null)]);
    })];

    static EvaluationPoint? At(SweepCellInfo cell, int rung) => cell.Evaluations.FirstOrDefault(e => e.Iteration >= rung);
}
