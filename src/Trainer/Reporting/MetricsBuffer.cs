using Platform.Contracts.Events;

namespace Platform.Trainer.Reporting;

/// <summary>
/// Scalars by column, growing row by row. Made for a loop that reports the same names in the same order every time: then a
/// value costs a comparison of references and a store. Not safe for several threads.
/// </summary>
sealed class MetricsBuffer
{
    const int FirstRows = 64;

    readonly Dictionary<string, int> _columnOf = [];
    readonly List<string> _names = [];
    readonly List<double?[]> _columns = [];
    int[] _iterations = new int[FirstRows];
    long[] _at = new long[FirstRows];

    /// <summary>Rows held.</summary>
    public int Rows { get; private set; }

    /// <summary>When the oldest row came, in the caller's ticks.</summary>
    public long OldestAt => _at[0];

    /// <summary>Adds a row, or adds to the last one where that is of the same iteration and lacks these names.</summary>
    public void Add(int iteration, ReadOnlySpan<MetricValue> values, long at)
    {
        if (Rows == 0 || _iterations[Rows - 1] != iteration || HasAny(Rows - 1, values))
            AddRow(iteration, at);
        var row = Rows - 1;
        for (var i = 0; i < values.Length; i++)
            _columns[ColumnOf(values[i].Name, i)][row] = values[i].Value;
    }

    /// <summary>Takes the rows out as an event that happens now; offsets in milliseconds from <paramref name="ticksPerSecond"/>.</summary>
    public MetricsLogged Take(long now, long ticksPerSecond)
    {
        var rows = Rows;
        var values = new Dictionary<string, IReadOnlyList<double?>>(_names.Count);
        for (var column = 0; column < _names.Count; column++)
        {
            var filled = _columns[column].AsSpan(0, rows);
            if (filled.ContainsAnyExcept((double?)null))
                values.Add(_names[column], filled.ToArray());
            filled.Clear();
        }
        var offsets = new int[rows];
        for (var row = 0; row < rows; row++)
            offsets[row] = (int)Math.Clamp((_at[row] - now) * 1000 / ticksPerSecond, int.MinValue, 0);
        Rows = 0;
        return new() { Iterations = _iterations[..rows], Values = values, OffsetsMs = offsets };
    }

    void AddRow(int iteration, long at)
    {
        if (Rows == _iterations.Length)
        {
            Array.Resize(ref _iterations, Rows * 2);
            Array.Resize(ref _at, Rows * 2);
            for (var column = 0; column < _columns.Count; column++)
                _columns[column] = [.. _columns[column], .. new double?[Rows]];
        }
        _iterations[Rows] = iteration;
        _at[Rows] = at;
        Rows++;
    }

    bool HasAny(int row, ReadOnlySpan<MetricValue> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (_columns[ColumnOf(values[i].Name, i)][row] is not null)
                return true;
        return false;
    }

    int ColumnOf(string name, int guess)
    {
        if (guess < _names.Count && ReferenceEquals(_names[guess], name))
            return guess;
        if (_columnOf.TryGetValue(name, out var column))
            return column;
        _columnOf.Add(name, column = _names.Count);
        _names.Add(name);
        _columns.Add(new double?[_iterations.Length]);
        return column;
    }
}
