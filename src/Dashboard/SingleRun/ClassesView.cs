using System.Globalization;
using Platform.Contracts.Api;

namespace Platform.Dashboard.SingleRun;

/// <summary>Per-class results at one evaluation iteration, one column for each scored output.</summary>
public sealed class ClassesView(Guid run, TrackerClient tracker)
{
    IReadOnlyList<EvaluationResult> _all = [];
    long _readUpTo = -1;
    long? _matrixId;

    /// <summary>Iterations that were evaluated, oldest first.</summary>
    public IReadOnlyList<int> Iterations { get; private set; } = [];

    /// <summary>The chosen iteration; null follows the latest.</summary>
    public int? Chosen { get; private set; }

    public int? Shown => Chosen ?? (Iterations.Count == 0 ? null : Iterations[^1]);

    /// <summary>Evaluations at the shown iteration, in a fixed order of split, network and output.</summary>
    public IReadOnlyList<EvaluationResult> Columns { get; private set; } = [];

    /// <summary>Whose confusion matrix is shown: an index into <see cref="Columns"/>.</summary>
    public int MatrixColumn { get; private set; }

    public ConfusionCounts? Matrix { get; private set; }

    public async Task UpdateAsync(RunDetail detail, CancellationToken cancel)
    {
        if (_readUpTo != detail.Summary.AppliedSequence)
        {
            _all = await tracker.EvaluationsAsync(run, cancel);
            _readUpTo = detail.Summary.AppliedSequence;
            // a resumed run evaluates again what it lost, and anyone may evaluate a checkpoint twice: the newest counts
            _all = [.. _all.GroupBy(e => (e.Iteration, e.Split, e.Output, e.Network, Protocol(e))).Select(g => g.MaxBy(e => (e.Attempt, e.Id))!)];
            Iterations = [.. _all.Select(e => e.Iteration).Distinct().Order()];
        }
        await ArrangeAsync(cancel);
    }

    public Task ChooseAsync(int? iteration, CancellationToken cancel = default)
    {
        Chosen = iteration;
        return ArrangeAsync(cancel);
    }

    public Task ChooseMatrixAsync(int column, CancellationToken cancel = default)
    {
        MatrixColumn = column;
        return ArrangeAsync(cancel);
    }

    /// <summary>How a column is headed: "seg · val", with the network where it is not the only student.</summary>
    public static string Title(EvaluationResult e) => e.Network == "student" ? $"{e.Output} · {e.Split}" : $"{e.Output} · {e.Split} · {e.Network}";

    /// <summary>How a column was scored: "1, 0.5, 1.5 + flip · 448x448 · image labels used". Numbers under different ones are not comparable.</summary>
    public static string Protocol(EvaluationResult e)
    {
        if (e.Stated is { } stated)
            return $"as the log states in line {stated.Line}, column {stated.Column}";
        var p = e.Protocol;
        var scales = string.Join(", ", p.Scales.Select(s => s.ToString(CultureInfo.InvariantCulture)));
        string?[] parts =
        [
            $"{(p.Scales.Count == 1 ? "scale" : "scales")} {scales}{(p.Flip ? " + flip" : "")}{(p.Fusion is { } fusion ? $", {fusion}" : "")}",
            p.InputSize is { } size ? $"input {size}" : null, p.Crf ? "CRF" : null, p.ImageLabels ? "image labels used" : "no image labels",
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    async Task ArrangeAsync(CancellationToken cancel)
    {
        Columns = [.. _all.Where(e => e.Iteration == Shown).OrderBy(e => e.Split, StringComparer.Ordinal)
            .ThenBy(e => e.Network, StringComparer.Ordinal).ThenByDescending(e => e.Output, StringComparer.Ordinal).ThenBy(e => e.Id)];
        MatrixColumn = Math.Clamp(MatrixColumn, 0, Math.Max(0, Columns.Count - 1));
        var wanted = Columns.Count == 0 || Columns[MatrixColumn].Stated is not null ? null : (long?)Columns[MatrixColumn].Id;
        if (wanted == _matrixId)
            return;
        Matrix = wanted is { } id ? await tracker.ConfusionAsync(run, id, cancel) : null;
        _matrixId = wanted;
    }
}
