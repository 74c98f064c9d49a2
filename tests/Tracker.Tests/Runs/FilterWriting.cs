using System.Globalization;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Tests.Runs;

/// <summary>A filter's meaning as one line; parentheses show what was grouped.</summary>
static class FilterWriting
{
    public static string Of(FilterNode node) => node switch
    {
        AllOf all => $"({string.Join(" & ", all.Parts.Select(Of))})",
        AnyOf { Parts: [Compared { Operand: FieldOperand { Field.Name: "name" }, Comparison: Comparison.Contains, Value: TextValue word }, ..] } => $"{{{word.Text}}}",
        AnyOf any => $"({string.Join(" | ", any.Parts.Select(Of))})",
        Not not => "!" + Of(not.Part),
        Compared c => $"{Of(c.Operand)} {Sign(c.Comparison)} {Of(c.Value)}",
        OneOf one => $"{Of(one.Operand)} in ({string.Join(", ", one.Values.Select(Of))})",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>A parameter that a field is in the way of carries a mark.</summary>
    public static string Of(Operand operand) => operand switch
    {
        FieldOperand field => field.Field.Name,
        ParameterOperand parameter => parameter.Key + (RunField.Find(parameter.Key) is null ? "" : "'"),
        MetricOperand metric => $"{metric.Statistic}({metric.Name})",
        _ => throw new ArgumentOutOfRangeException(nameof(operand)),
    };

    static string Of(FilterValue value) => value switch
    {
        NumberValue number => number.Number.ToString(CultureInfo.InvariantCulture),
        TextValue text => $"\"{text.Text}\"",
        SwitchValue on => on.On ? "on" : "off",
        TimeValue time => time.Time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        _ => "~",
    };
}
