using Platform.Contracts.Api;
using Platform.Tracker.Comparisons;
using Platform.Tracker.Runs.Filters;

namespace Platform.Tracker.Runs.Groups;

/// <summary>What runs are grouped by: fields, and parameters by their keys.</summary>
sealed record GroupKeys(IReadOnlyList<FieldOperand> Fields, IReadOnlyList<string> Parameters)
{
    const string Seed = "seed";

    static readonly string[] s_identity = ["method", "backbone", "dataset"];

    /// <summary>In the order in which people would name them.</summary>
    public IReadOnlyList<string> Names => [.. SettingRank.Ordered(Fields.Select(f => f.Field.Name).Concat(Parameters))];

    /// <exception cref="FilterException">Something that is the same in no two runs, or a number of a metric.</exception>
    public static GroupKeys By(RunColumns by)
    {
        foreach (var (operand, span) in by.Operands)
            if (operand is MetricOperand)
                throw new FilterException("by", by.Text, span, "runs are grouped by fields and parameters, not by metrics");
        return new([.. by.Columns.Select(c => c.Operand).OfType<FieldOperand>()], [.. by.Columns.Select(c => c.Operand).OfType<ParameterOperand>().Select(p => p.Key)]);
    }

    /// <summary>Every setting in which the runs differ but what is named; the seed stands wherever a configuration has it, names are none.</summary>
    public static GroupKeys AllBut(RunColumns but, RunDifferences differences)
    {
        var fields = but.Columns.Select(c => c.Operand).OfType<FieldOperand>().Select(f => f.Field.Name).ToHashSet();
        var keys = but.Columns.Select(c => c.Operand).OfType<ParameterOperand>().Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var identity = s_identity.Where(f => differences.Fields.Contains(f) && !fields.Contains(f));
        var settings = differences.Parameters.Where(key => !s_identity.Contains(key) && !keys.Contains(key) && !fields.Contains(key)
            && (SettingRank.Of(key) <= SettingRank.Config || SettingRank.Of(key) == SettingRank.Seed && !fields.Contains(Seed)));
        return new([.. identity.Select(RunField.Operand)], [.. settings]);
    }
}
