using Platform.Contracts.Events;

namespace Platform.Trainer.Reporting;

/// <summary>
/// Scalars by column, row by row, up to <see cref="Capacity"/> rows. Made for a loop that reports the same names in the same
/// order every time: then a value costs a comparison of references and a store. One thread at a time.
/// </summary>
sealed class MetricsBuffer
{
    /// <summary>Iterations in one <see cref="MetricsLogged"/>.</summary>
    public const int Capacity = 256;

    readonly Dictionary<string, int> _columnOf = [];
    readonly List<string> _names = [];
    readonly List<double?[]> _columns = [];
    readonly int[] _iterations = new int[Capacity];
    readonly long[] _at = new long[Capacity];
    int _stride = 1;
    int _sinceKept;
    int _coalesced;

    /// <summary>Rows held.</summary>
    public int Rows { get; private set; }

    public bool IsFull => Rows == Capacity;

    /// <summary>When the oldest row came, in the caller's ticks.</summary>
    public long OldestAt => _at[0];

    /// <summary>Adds a row, or adds to the last one where that is of the same iteration and lacks these names.</summary>
    /// <remarks>
    /// A row too many makes the buffer let go every second one; from then on only every second new row stays, the next time
    /// every fourth, and so on. The newest row is always there, and a row that alone holds a metric stays where room allows.
    /// </remarks>
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
        var coalesced = _coalesced;
        (Rows, _stride, _sinceKept, _coalesced) = (0, 1, 0, 0);
        return new()
        {
            Iterations = _iterations[..rows], Values = values, OffsetsMs = offsets, Coalesced = coalesced > 0 ? coalesced : null,
        };
    }

    void AddRow(int iteration, long at)
    {
        if (_stride > 1 && Rows > 1 && ++_sinceKept % _stride != 0 && IsCovered(Rows - 1, by: Rows - 2))
            LetGoLast();
        if (IsFull)
            Thin();
        _iterations[Rows] = iteration;
        _at[Rows] = at;
        Rows++;
    }

    void LetGoLast()
    {
        Rows--;
        _coalesced++;
        foreach (var column in _columns)
            column[Rows] = null;
    }

    void Thin()
    {
        _stride *= 2;
        _sinceKept = 0;
        if (!Thin(evenIfAlone: false))
            Thin(evenIfAlone: true); // every row holds what no other does: there is no better choice
    }

    bool Thin(bool evenIfAlone)
    {
        var kept = 1;
        for (var row = 1; row < Rows; row++)
            if (row % 2 == 0 || row == Rows - 1 || !(evenIfAlone || IsCovered(row, by: row - 1)))
                Move(row, kept++);
        var letGo = Rows - kept;
        foreach (var column in _columns)
            column.AsSpan(kept, letGo).Clear();
        _coalesced += letGo;
        Rows = kept;
        return letGo > 0;
    }

    void Move(int row, int to)
    {
        (_iterations[to], _at[to]) = (_iterations[row], _at[row]);
        foreach (var column in _columns)
            column[to] = column[row];
    }

    bool IsCovered(int row, int by)
    {
        foreach (var column in _columns)
            if (column[row] is not null && column[by] is null)
                return false;
        return true;
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
        _columns.Add(new double?[Capacity]);
        return column;
    }
}
