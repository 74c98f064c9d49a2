using System.Text.Json;
using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Tests.Runs;

/// <summary>What a filter and a sort mean, without a database.</summary>
static class FilterEvaluation
{
    public static bool Matches(FilterNode node, RunFacts run) => node switch
    {
        AllOf all => all.Parts.All(p => Matches(p, run)),
        AnyOf any => any.Parts.Any(p => Matches(p, run)),
        Not not => !Matches(not.Part, run),
        Compared c => ValuesOf(c.Operand, run).Any(v => Holds(v, c.Comparison, c.Value)),
        OneOf one => ValuesOf(one.Operand, run).Any(v => one.Values.Any(w => Holds(v, Comparison.Equal, w))),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>In the order of the sort; runs that tie in the order of the database's ids.</summary>
    public static IEnumerable<RunFacts> Sorted(IEnumerable<RunFacts> runs, RunSort sort) =>
        runs.Order(Comparer<RunFacts>.Create((a, b) =>
        {
            foreach (var term in sort.Terms)
            {
                var (x, y) = (ValuesOf(term.Operand, a).SingleOrDefault(), ValuesOf(term.Operand, b).SingleOrDefault());
                var order = Rank(x) != Rank(y) ? Rank(x).CompareTo(Rank(y))
                    : (x is null ? 0 : x is string text ? string.CompareOrdinal(text, (string)y!) : Comparer<object>.Default.Compare(x, y)) * (term.Descending ? -1 : 1);
                if (order != 0)
                    return order;
            }
            return string.CompareOrdinal($"{a.Id}", $"{b.Id}") * (sort.Terms[0].Descending ? -1 : 1);
        }));

    // numbers, then texts, then nothing
    static int Rank(object? value) => value switch { null => 2, string => 1, _ => 0 };

    static bool Holds(object value, Comparison comparison, FilterValue against) => (value, against) switch
    {
        (double number, NumberValue other) => Ordered(number.CompareTo(other.Number), comparison),
        (DateTimeOffset time, TimeValue other) => Ordered(time.CompareTo(other.Time), comparison),
        (bool on, SwitchValue other) => on == other.On,
        (bool on, TextValue text) => Holds(on ? "true" : "false", comparison, text),
        (double number, TextValue text) => Holds(JsonSerializer.Serialize(number), comparison, text),
        (string text, TextValue other) => comparison == Comparison.Contains ? Lower(text).Contains(Lower(other.Text), StringComparison.Ordinal) : text == other.Text,
        (string text, SwitchValue other) => text == (other.On ? "true" : "false"),
        _ => false,
    };

    static bool Ordered(int order, Comparison comparison) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };

    static string Lower(string text) => string.Concat(text.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));

    public static IEnumerable<object> ValuesOf(Operand operand, RunFacts run) => operand switch
    {
        FieldOperand { Field.Name: "tag" } => run.Tags,
        FieldOperand field => Present(Field(field.Field.Name, run)),
        ParameterOperand { Key: var key } when key.StartsWith("switches.", StringComparison.Ordinal) =>
            run.Switches.TryGetValue(key["switches.".Length..], out var on) ? [on] : [],
        ParameterOperand parameter => Present(Parameter(run.ConfigJson, parameter.Key)),
        MetricOperand metric => run.Metrics.TryGetValue(metric.Name, out var values) ? Present(Of(metric, [.. values.OfType<double>()])) : [],
        _ => throw new ArgumentOutOfRangeException(nameof(operand)),
    };

    static object? Of(MetricOperand metric, double[] values)
    {
        var numbers = values.Where(v => !double.IsNaN(v)).ToArray();
        return metric.Statistic switch
        {
            Statistic.Last => values.Length == 0 || double.IsNaN(values[^1]) ? null : values[^1],
            _ when numbers.Length == 0 => null,
            Statistic.Min => numbers.Min(),
            Statistic.Max => numbers.Max(),
            _ => metric.Name.StartsWith("loss", StringComparison.Ordinal) ? numbers.Min() : numbers.Max(),
        };
    }

    static object? Parameter(JsonElement at, string key)
    {
        foreach (var part in key.Split('.'))
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
                return null;
        return at.ValueKind switch
        {
            JsonValueKind.Number => at.GetDouble(),
            JsonValueKind.String => at.GetString(),
            JsonValueKind.Object or JsonValueKind.Null => null,
            _ => at.GetRawText(),
        };
    }

    static object? Field(string name, RunFacts run) => name switch
    {
        "project" => run.Project,
        "experiment" => run.Experiment,
        "name" => run.Name,
        "method" => run.Method,
        "backbone" => run.Backbone,
        "dataset" => run.Dataset,
        "host" => run.Host,
        "device" => "cpu",
        "sweep" => run.Sweep,
        "seed" => (double)run.Seed,
        "iteration" => (double)run.Iteration,
        "iterations" => (double)run.Iterations,
        "progress" => (double)run.Iteration / run.Iterations,
        "attempt" => 1.0,
        "status" => run.Status.ToString(),
        "archived" => run.Archived,
        "started" => run.Started,
        "ended" => run.Status == RunStatus.Running ? null : run.Started.AddMinutes(10),
        "phase" or "revision" or "best" => null,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    static IEnumerable<object> Present(object? value) => value is null ? [] : [value];
}
