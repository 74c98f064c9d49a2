using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Metrics;

namespace Platform.Tracker.Journal;

/// <summary>
/// Reads a metrics-logged line straight into arrays, in one pass: nearly every byte of a journal is one of its numbers. It
/// takes only lines that are in every respect as trainers write them; whatever else there is, <see cref="JournalEntry"/>
/// reads, or says what is wrong with it.
/// </summary>
ref struct MetricsLine
{
    Utf8JsonReader _reader;
    Guid _run;
    long _sequence;
    int _attempt;
    DateTimeOffset _occurredAt;
    string? _previousHash;
    int[]? _iterations;
    List<MetricColumn>? _columns;

    MetricsLine(ReadOnlySpan<byte> line) => _reader = new(line);

    public static bool TryRead(byte[] line, [NotNullWhen(true)] out EntryHeader? header, [NotNullWhen(true)] out MetricColumns? metrics)
    {
        (header, metrics) = (null, null);
        if (!line.AsSpan().StartsWith("{\"type\":\"metrics-logged\","u8))
            return false;
        var parser = new MetricsLine(line);
        try
        {
            if (!parser.ReadObject())
                return false;
        }
        catch (JsonException)
        {
            return false;
        }
        header = new()
        {
            RunId = parser._run, Sequence = parser._sequence, Attempt = parser._attempt, OccurredAt = parser._occurredAt,
            PreviousHash = parser._previousHash!,
        };
        metrics = new() { Iterations = parser._iterations!, Columns = parser._columns! };
        return true;
    }

    bool ReadObject()
    {
        _reader.Read(); // {
        _reader.Read(); // type
        _reader.Read(); // its value
        return Next("runId"u8) && _reader.TokenType == JsonTokenType.String && _reader.TryGetGuid(out _run) && _run != Guid.Empty
            && Next("sequence"u8) && _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out _sequence) && _sequence >= 1
            && Next("attempt"u8) && _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out _attempt) && _attempt >= 1
            && Next("occurredAt"u8) && _reader.TokenType == JsonTokenType.String && _reader.TryGetDateTimeOffset(out _occurredAt)
            && Next("previousHash"u8) && _reader.TokenType == JsonTokenType.String && (_previousHash = _reader.GetString()) is not null
            && Next("iterations"u8) && ReadIterations()
            && Next("values"u8) && ReadColumns()
            && ReadEnd();
    }

    /// <summary>Whether this property comes next; then the reader is at its value.</summary>
    bool Next(ReadOnlySpan<byte> name) =>
        _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName && _reader.ValueTextEquals(name) && _reader.Read();

    bool ReadIterations()
    {
        var iterations = new List<int>(256);
        if (!ReadIntegers(iterations))
            return false;
        _iterations = [.. iterations];
        return true;
    }

    bool ReadIntegers(List<int> integers)
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
            return false;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.Number)
        {
            if (!_reader.TryGetInt32(out var integer))
                return false;
            integers.Add(integer);
        }
        return _reader.TokenType == JsonTokenType.EndArray;
    }

    bool ReadColumns()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            return false;
        _columns = [];
        var names = new HashSet<string>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueIsEscaped || _reader.GetString() is not { Length: > 0 and <= EntryCheck.LongestName } name || !names.Add(name))
                return false;
            _reader.Read();
            if (!ReadColumn(name))
                return false;
        }
        return _reader.TokenType == JsonTokenType.EndObject;
    }

    bool ReadColumn(string name)
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
            return false;
        var values = new double[_iterations!.Length];
        bool[]? present = null;
        var row = 0;
        for (; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; row++)
        {
            if (row == values.Length)
                return false;
            if (_reader.TokenType == JsonTokenType.Null)
                (present ??= MetricColumn.AllOf(values.Length))[row] = false;
            else if (!ReadNumber(out values[row]))
                return false;
        }
        _columns!.Add(new(name, values, present));
        return row == values.Length;
    }

    bool ReadNumber(out double value)
    {
        if (_reader.TokenType == JsonTokenType.Number)
            return _reader.TryGetDouble(out value);
        value = _reader.TokenType != JsonTokenType.String ? 0
            : _reader.ValueTextEquals("NaN"u8) ? double.NaN
            : _reader.ValueTextEquals("Infinity"u8) ? double.PositiveInfinity
            : _reader.ValueTextEquals("-Infinity"u8) ? double.NegativeInfinity
            : 0;
        return value != 0;
    }

    bool ReadEnd()
    {
        if (!_reader.Read())
            return false;
        if (_reader.TokenType == JsonTokenType.PropertyName)
        {
            var offsets = new List<int>(_iterations!.Length);
            if (!_reader.ValueTextEquals("offsetsMs"u8) || !_reader.Read() || !ReadIntegers(offsets) || offsets.Count != _iterations.Length || !_reader.Read())
                return false;
        }
        return _reader.TokenType == JsonTokenType.EndObject && !_reader.Read();
    }
}
