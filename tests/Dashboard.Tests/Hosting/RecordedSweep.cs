using System.Globalization;
using Platform.Contracts.Api;
using Platform.Contracts.Sweeps;

namespace Platform.Dashboard.Tests.Hosting;

/// <summary>A sweep as the tracker would have it.</summary>
sealed class RecordedSweep(SweepDetail detail)
{
    public SweepDetail Detail { get; private set; } = detail;

    /// <summary>Whether it was not so already.</summary>
    public bool Go(SweepState state)
    {
        var changes = Detail.Summary.State != state;
        Detail = Detail with { Summary = Detail.Summary with { State = state } };
        return changes;
    }

    /// <summary>A ladder of three steps and three seeds, with a cell in every state there is.</summary>
    public static RecordedSweep Ladder(DateTimeOffset begun)
    {
        SweepCellState[] ends =
        [
            SweepCellState.Completed, SweepCellState.Completed, SweepCellState.Completed, SweepCellState.Completed, SweepCellState.Completed,
            SweepCellState.Failed, SweepCellState.Running, SweepCellState.Stale, SweepCellState.Queued,
        ];
        string[] steps = ["baseline", "+dual-student", "+loss-dis"];
        return new(Of("dupl-shapes-ladder", "ladder", begun, ["step"], [.. ends.Select((state, i) => Cell(i, steps[i / 3], i % 3 + 1, state, begun,
            new() { ["step"] = steps[i / 3] }, 48 + 6 * (i / 3) + i % 3))]));
    }

    /// <summary>Forty draws of three settings, cut short at two rungs.</summary>
    public static RecordedSweep Drawn(DateTimeOffset begun)
    {
        var noise = new Random(7);
        var cells = Enumerable.Range(0, 40).Select(i =>
        {
            var (rate, high, stem) = (Math.Pow(10, -5 + 3 * noise.NextDouble()), 0.5 + 0.4 * noise.NextDouble(), i % 3 == 0 ? "patch" : "conv");
            var value = 70 - 6 * Math.Pow(Math.Log10(rate) + 3.2, 2) - 40 * Math.Pow(high - 0.7, 2) + (stem == "conv" ? 3 : 0) + noise.NextDouble();
            var pruned = i > 2 && value < 62;
            Dictionary<string, string> values = new()
            {
                ["optimizer.learningRate"] = rate.ToString("G3", CultureInfo.InvariantCulture), ["cam.highThreshold"] = high.ToString("G3", CultureInfo.InvariantCulture), ["backbone.stem"] = stem,
            };
            var label = string.Join(' ', values.Select(v => $"{v.Key.Split('.')[^1]}={v.Value}"));
            return Cell(i, label, 1, pruned ? SweepCellState.Pruned : i > 37 ? SweepCellState.Running : SweepCellState.Completed, begun, values, value) with
            {
                Evaluations = [.. (pruned ? new[] { 100 } : [100, 300, 700]).Select((at, n) => new EvaluationPoint(at, value - 8 + at / 100.0, 3 * i + n))],
            };
        });
        return new(Of("rates-tpe", "tpe", begun, ["optimizer.learningRate", "cam.highThreshold", "backbone.stem"], [.. cells]) with { Rungs = [100, 300], KeepOneOf = 3 });
    }

    static SweepDetail Of(string name, string strategy, DateTimeOffset begun, string[] axes, SweepCellInfo[] cells) => new(new()
    {
        Id = Guid.CreateVersion7(), Name = name, Description = "DuPL's ablation ladder on Shapes", Objective = "miou/val/seg", Strategy = strategy, State = SweepState.Running,
        Priority = 0, Budget = new(60, 12), CreatedAt = begun, Cells = cells.GroupBy(c => c.State).ToDictionary(g => g.Key, g => g.Count()), HoursSpent = 3.4,
        Best = cells.Where(c => c.State == SweepCellState.Completed).Max(c => c.Value), BestCell = cells.Where(c => c.State == SweepCellState.Completed).MaxBy(c => c.Value)!.Name, SecondsLeft = 1500,
    }, $"name: {name}\nbase: dupl-shapes\n", cells) { Axes = axes };

    static SweepCellInfo Cell(int at, string label, int seed, SweepCellState state, DateTimeOffset begun, Dictionary<string, string> values, double value) => new()
    {
        Id = at.ToString("x12", CultureInfo.InvariantCulture), Name = $"dupl-shapes {label} s{seed}", Label = label, Seed = seed, ConfigHash = new string('c', 64), Values = values, State = state,
        RunId = Guid.CreateVersion7(), Attempt = state == SweepCellState.Queued ? 0 : 1, Failures = state == SweepCellState.Failed ? 2 : 0, Losses = 0,
        Iteration = state switch { SweepCellState.Completed => 700, SweepCellState.Queued => 0, _ => 320 }, TotalIterations = 700,
        Value = state is SweepCellState.Completed or SweepCellState.Pruned ? value : null, Error = state == SweepCellState.Failed ? "loss/seg is not finite at iteration 320" : null,
        Trainer = state is SweepCellState.Running or SweepCellState.Stale ? $"lab-{at}/4711/cuda:0" : null, QueuedAt = begun,
        StartedAt = state == SweepCellState.Queued ? null : begun.AddMinutes(9 * at),
        EndedAt = state is SweepCellState.Completed or SweepCellState.Failed or SweepCellState.Pruned ? begun.AddMinutes(9 * at + 9) : null,
    };
}
