using System.Globalization;
using Platform.Contracts.Api;
using Platform.Dashboard.Charts;

namespace Platform.Dashboard.SingleRun;

/// <summary>Per-class results at one evaluation iteration, one column for each scored output, and how they came about.</summary>
public sealed class ClassesView(Guid run, TrackerClient tracker)
{
    readonly ReadSoFar<EvaluationResult> _read = new(e => e.Id, (after, cancel) => tracker.EvaluationsAfterAsync(run, after, cancel));
    ILookup<(string, string, string, string), EvaluationResult> _histories = Enumerable.Empty<EvaluationResult>().ToLookup(KeyOf);
    long? _matrixId;

    public ClassSettings Settings { get; private set; } = new();

    /// <summary>Iterations that were evaluated, oldest first.</summary>
    public IReadOnlyList<int> Iterations { get; private set; } = [];

    public int? Shown => Settings.At ?? (Iterations.Count == 0 ? null : Iterations[^1]);

    /// <summary>Evaluations at the shown iteration, in a fixed order of split, network and output.</summary>
    public IReadOnlyList<EvaluationResult> Columns { get; private set; } = [];

    /// <summary>Whose confusion matrix is shown: an index into <see cref="Columns"/>.</summary>
    public int MatrixColumn { get; private set; }

    public ConfusionCounts? Matrix { get; private set; }

    /// <summary>Class names in the order asked for.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    public async Task UpdateAsync(RunDetail detail, ClassSettings settings, CancellationToken cancel)
    {
        if (_read.IsBehind(detail))
        {
            await _read.UpdateAsync(detail, cancel);
            // a resumed run evaluates again what it lost, and anyone may evaluate a checkpoint twice: the newest counts
            _histories = _read.All.GroupBy(e => (e.Iteration, KeyOf(e))).Select(g => g.MaxBy(e => (e.Attempt, e.Id))!).OrderBy(e => e.Iteration).ToLookup(KeyOf);
            Iterations = [.. _read.All.Select(e => e.Iteration).Distinct().Order()];
        }
        Settings = settings;
        await ArrangeAsync(cancel);
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

    /// <summary>Percent; null for a class neither in the ground truth nor predicted, or that the column does not have.</summary>
    public static double? IouOf(EvaluationResult column, string name)
    {
        for (var i = 0; i < column.ClassNames.Count && i < column.ClassIou.Count; i++)
            if (column.ClassNames[i] == name)
                return column.ClassIou[i];
        return null;
    }

    /// <summary>The class's IoU over all evaluations scored as the column was, up to the shown one.</summary>
    public IReadOnlyList<(int Iteration, double Value)> History(EvaluationResult column, string? name) =>
    [
        .. _histories[KeyOf(column)].Where(e => e.Iteration <= column.Iteration)
            .Select(e => (e.Iteration, Value: name is null ? e.MeanIou : IouOf(e, name))).Where(p => p.Value is { } v && double.IsFinite(v)).Select(p => (p.Iteration, p.Value!.Value)),
    ];

    /// <summary>The drawn classes' IoU over all evaluations: colour by class, dash by column.</summary>
    public IReadOnlyList<ChartSeries> Curves() =>
    [
        .. Columns.SelectMany((column, c) => Settings.Drawn.Select((name, n) => (Name: name, Points: _histories[KeyOf(column)]
                .Select(e => (e.Iteration, Value: IouOf(e, name))).Where(p => p.Value is not null).ToArray(), Column: column, Style: new SeriesStyle(n, c, n))))
            .Where(s => s.Points.Length > 0)
            .Select(s => new ChartSeries($"{s.Name} {Title(s.Column)} {Protocol(s.Column)}", [.. s.Points.Select(p => (double)p.Iteration)], [.. s.Points.Select(p => p.Value!.Value)])
            {
                Label = $"{s.Name}, {Title(s.Column)}", Style = s.Style, Version = (s.Name, KeyOf(s.Column), _read.Attempt),
            }),
    ];

    static (string, string, string, string) KeyOf(EvaluationResult e) => (e.Split, e.Output, e.Network, Protocol(e));

    async Task ArrangeAsync(CancellationToken cancel)
    {
        Columns = [.. _histories.SelectMany(h => h).Where(e => e.Iteration == Shown).OrderBy(e => e.Split, StringComparer.Ordinal)
            .ThenBy(e => e.Network, StringComparer.Ordinal).ThenByDescending(e => e.Output, StringComparer.Ordinal).ThenBy(e => e.Id)];
        Names = [.. Sorted([.. Columns.SelectMany(c => c.ClassNames).Distinct()])];
        MatrixColumn = Math.Clamp(Settings.Matrix, 0, Math.Max(0, Columns.Count - 1));
        var wanted = Columns.Count == 0 || Columns[MatrixColumn].Stated is not null ? null : (long?)Columns[MatrixColumn].Id;
        if (wanted == _matrixId)
            return;
        Matrix = wanted is { } id ? await tracker.ConfusionAsync(run, id, cancel) : null;
        _matrixId = wanted;
    }

    IEnumerable<string> Sorted(string[] names)
    {
        if (Settings.Sort is null)
            return names;
        if (Settings.Sort == "class")
            return Settings.Descending ? names.OrderDescending(StringComparer.Ordinal) : names.Order(StringComparer.Ordinal);
        if (Columns.FirstOrDefault(c => Title(c) == Settings.Sort) is not { } column)
            return names;
        // classes without a value last, either way
        var valued = names.Where(n => IouOf(column, n) is not null);
        return (Settings.Descending ? valued.OrderByDescending(n => IouOf(column, n)) : valued.OrderBy(n => IouOf(column, n))).Concat(names.Where(n => IouOf(column, n) is null));
    }
}
