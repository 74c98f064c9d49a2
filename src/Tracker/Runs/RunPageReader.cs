using System.Data.Common;
using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Contracts.Events;
using Platform.Contracts.Journal;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Runs;

/// <summary>Reads the rows of <see cref="RunPageSql"/>, whose columns come in the order in which they are read here.</summary>
sealed class RunPageReader(DbDataReader reader, SqlDialect dialect, IReadOnlyList<SortKey> keys, IReadOnlyList<RunColumn> columns)
{
    int _at;

    /// <summary>The run of the current row and what it was ordered by.</summary>
    public (RunSummary Run, IReadOnlyList<object?> Keys) Read()
    {
        _at = 1; // after the total
        var run = Summary() with { Tags = Optional<string>() is { } tags ? JsonSerializer.Deserialize<string[]>(tags)! : [] };
        object?[] order = [.. keys.Select(k => Key(k.Kind))];
        return columns.Count == 0 ? (run, order) : (WithValues(run), order);
    }

    RunSummary Summary() => new()
    {
        Id = Next<Guid>(),
        Project = Next<string>(),
        Experiment = Next<string>(),
        Name = Next<string>(),
        Method = Next<string>(),
        Backbone = Next<string>(),
        Dataset = Next<string>(),
        Status = Enum.Parse<RunStatus>(Next<string>()),
        Attempt = Next<int>(),
        Seed = Next<int>(),
        Switches = JsonSerializer.Deserialize<Dictionary<string, bool>>(Next<string>(), JournalJson.Options)!,
        Iteration = Next<int>(),
        TotalIterations = Next<int>(),
        Phase = Optional<string>(),
        BestMeanIou = Number(),
        BestIteration = (int?)Number(),
        StartedAt = Time()!.Value,
        UpdatedAt = Time()!.Value,
        EndedAt = Time(),
        AppliedSequence = Next<long>(),
        Archived = Next<bool>(),
        Audited = Next<bool>(),
        Imported = Optional<string>() is { } imported ? JsonSerializer.Deserialize<ImportedFacts>(imported, JournalJson.Options) : null,
        Synthetic = Next<bool>(),
    };

    RunSummary WithValues(RunSummary run)
    {
        var (values, iterations) = (new Dictionary<string, JsonElement>(), new Dictionary<string, int>());
        foreach (var column in columns)
        {
            if (column.Operand is MetricOperand { Statistic: Statistic.At })
                continue;
            if (Value(column.Operand) is { } value)
                values.Add(column.Name, JsonSerializer.SerializeToElement(value, JournalJson.Options));
            if (column.Operand is MetricOperand && Number() is { } iteration && values.ContainsKey(column.Name))
                iterations.Add(column.Name, (int)iteration);
        }
        return run with { Values = values, Iterations = iterations };
    }

    object? Value(Operand operand)
    {
        if (operand is ParameterOperand)
        {
            var (number, text) = (Number(), Optional<string>());
            return number is not null ? number : operand.Kind == ValueKind.Switch && bool.TryParse(text, out var on) ? on : text;
        }
        return operand.Kind switch
        {
            ValueKind.Text => Optional<string>(),
            ValueKind.Status => Enum.Parse<RunStatus>(Next<string>()),
            ValueKind.Time => Time(),
            ValueKind.Switch => Next<bool>(),
            _ => Number(),
        };
    }

    object? Key(SortKeyKind kind) => kind switch
    {
        SortKeyKind.Text => Optional<string>(),
        SortKeyKind.Time => Time(),
        _ => Number(),
    };

    T Next<T>() => reader.GetFieldValue<T>(_at++);

    T? Optional<T>() where T : class => reader.IsDBNull(_at++) ? null : reader.GetFieldValue<T>(_at - 1);

    // of whatever width the database counts in
    double? Number() => reader.IsDBNull(_at++) ? null : Convert.ToDouble(reader.GetValue(_at - 1), System.Globalization.CultureInfo.InvariantCulture);

    DateTimeOffset? Time() => reader.IsDBNull(_at++) ? null : dialect.ReadTime(reader.GetValue(_at - 1));
}
