using Platform.Contracts.Api;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Runs.Groups;

/// <summary>What runs are grouped by: fields, and parameters by their keys.</summary>
sealed record GroupKeys(IReadOnlyList<FieldOperand> Fields, IReadOnlyList<string> Parameters)
{
    const string Seed = "seed";

    static readonly string[] s_identity = ["method", "backbone", "dataset"];

    public IReadOnlyList<string> Names => [.. Fields.Select(f => f.Field.Name), .. Parameters];

    /// <exception cref="FilterException">Something that is the same in no two runs, or a number of a metric.</exception>
    public static GroupKeys By(RunColumns by)
    {
        foreach (var (operand, span) in by.Operands)
            if (operand is MetricOperand)
                throw new FilterException("by", by.Text, span, "runs are grouped by fields and parameters, not by metrics");
        return new([.. by.Columns.Select(c => c.Operand).OfType<FieldOperand>()], [.. by.Columns.Select(c => c.Operand).OfType<ParameterOperand>().Select(p => p.Key)]);
    }

    /// <summary>Everything in which the runs differ but what is named; the seed stands wherever a configuration has it.</summary>
    public static GroupKeys AllBut(RunColumns but, RunDifferences differences)
    {
        var fields = but.Columns.Select(c => c.Operand).OfType<FieldOperand>().Select(f => f.Field.Name).ToHashSet();
        var keys = but.Columns.Select(c => c.Operand).OfType<ParameterOperand>().Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        return new([.. s_identity.Where(f => differences.Fields.Contains(f) && !fields.Contains(f)).Select(RunField.Operand)],
            [.. differences.Parameters.Where(key => !keys.Contains(key) && !fields.Contains(key) && !(fields.Contains(Seed) && IsSeed(key)) && !IsIdentity(key))]);
    }

    static bool IsSeed(string key) => key.Equals(Seed, StringComparison.OrdinalIgnoreCase) || key.EndsWith("." + Seed, StringComparison.OrdinalIgnoreCase);

    // the field of the same name says it, too
    static bool IsIdentity(string key) => s_identity.Contains(key, StringComparer.Ordinal);
}
