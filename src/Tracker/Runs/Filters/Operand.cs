namespace Platform.Tracker.Runs.Filters;

/// <summary>What a filter asks of a run, a sort goes by, a column shows.</summary>
abstract record Operand
{
    public abstract ValueKind Kind { get; }
}

/// <summary>A field of every run.</summary>
sealed record FieldOperand(RunField Field) : Operand
{
    public override ValueKind Kind => Field.Kind;
}

/// <summary>A leaf of the configuration, or an ablation switch under <see cref="SwitchPrefix"/>.</summary>
sealed record ParameterOperand(string Key) : Operand
{
    public const string SwitchPrefix = "switches.";

    public override ValueKind Kind => Key.StartsWith(SwitchPrefix, StringComparison.Ordinal) ? ValueKind.Switch : ValueKind.Any;
}

/// <summary>A number that stands for a whole series.</summary>
/// <param name="Iteration">Of <see cref="Statistic.At"/>.</param>
sealed record MetricOperand(string Name, Statistic Statistic, int Iteration = 0) : Operand
{
    public override ValueKind Kind => ValueKind.Number;
}

enum Statistic
{
    Last,
    Best,
    Min,
    Max,

    /// <summary>At one iteration. Points are packed, so that nothing can be looked for or ordered by it.</summary>
    At,
}

enum ValueKind
{
    Text,
    Number,
    Time,
    Status,
    Tag,
    Switch,

    /// <summary>A number in one run, a text in another.</summary>
    Any,
}
