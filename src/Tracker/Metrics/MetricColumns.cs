using Platform.Contracts.Events;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Metrics;

/// <summary>The points of one journal entry, by column.</summary>
sealed class MetricColumns
{
    public required int[] Iterations { get; init; }

    /// <summary>Each name once.</summary>
    public required IReadOnlyList<MetricColumn> Columns { get; init; }

    public int Points => Columns.Sum(c => c.Count);

    /// <summary>What of a column was logged; without a copy where that is all of it.</summary>
    public (int[] Iterations, double[] Values) PointsOf(MetricColumn column) => column.Present is not { } present
        ? (Iterations, column.Values)
        : ([.. Iterations.Where((_, row) => present[row])], [.. column.Values.Where((_, row) => present[row])]);

    public static MetricColumns Of(MetricsLogged e) => new()
    {
        Iterations = [.. e.Iterations],
        // Two names may become one when what PostgreSQL cannot hold is replaced: then the later one counts.
        Columns = [.. e.Values.Select(v => Column(StoredForm.Text(v.Key), v.Value)).GroupBy(c => c.Name).Select(same => same.Last())],
    };

    /// <summary>Values of one iteration.</summary>
    public static MetricColumns Of(int iteration, params IEnumerable<(string Name, double? Value)> values) => new()
    {
        Iterations = [iteration],
        Columns = [.. values.Where(v => v.Value is not null).Select(v => new MetricColumn(v.Name, [v.Value!.Value], null))],
    };

    static MetricColumn Column(string name, IReadOnlyList<double?> values)
    {
        var numbers = new double[values.Count];
        bool[]? present = null;
        for (var i = 0; i < numbers.Length; i++)
            if (values[i] is { } value)
                numbers[i] = value;
            else
                (present ??= MetricColumn.AllOf(numbers.Length))[i] = false;
        return new(name, numbers, present);
    }
}

/// <summary>One metric of an entry.</summary>
/// <param name="Values">As many as the entry has iterations.</param>
/// <param name="Present">Which of them were logged; null: all.</param>
sealed record MetricColumn(string Name, double[] Values, bool[]? Present)
{
    public int Count => Present?.Count(p => p) ?? Values.Length;

    public bool Has(int row) => Present is null || Present[row];

    public static bool[] AllOf(int rows)
    {
        var all = new bool[rows];
        all.AsSpan().Fill(true);
        return all;
    }
}
