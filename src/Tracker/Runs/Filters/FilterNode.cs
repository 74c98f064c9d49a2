namespace Platform.Tracker.Runs.Filters;

/// <summary>A filter, understood. <c>!=</c> and <c>not in</c> are negations of <c>=</c> and <c>in</c>; what a run lacks compares as false.</summary>
abstract record FilterNode;

sealed record AllOf(IReadOnlyList<FilterNode> Parts) : FilterNode;

sealed record AnyOf(IReadOnlyList<FilterNode> Parts) : FilterNode;

sealed record Not(FilterNode Part) : FilterNode;

/// <summary>An operand against a value.</summary>
sealed record Compared(Operand Operand, Comparison Comparison, FilterValue Value) : FilterNode;

/// <summary>An operand that equals one of several values.</summary>
sealed record OneOf(Operand Operand, IReadOnlyList<FilterValue> Values) : FilterNode;

enum Comparison
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>A part of the text, without regard to the case of a–z.</summary>
    Contains,
}

/// <summary>What an operand is compared with.</summary>
abstract record FilterValue;

sealed record NumberValue(double Number) : FilterValue;

sealed record TextValue(string Text) : FilterValue;

sealed record SwitchValue(bool On) : FilterValue;

sealed record TimeValue(DateTimeOffset Time) : FilterValue;
