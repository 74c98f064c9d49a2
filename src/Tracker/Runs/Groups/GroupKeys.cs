using Platform.Tracker.Comparisons;
using Platform.Tracker.Runs.Filters;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs.Groups;

/// <summary>What runs are grouped by: fields, and parameters by their keys.</summary>
/// <param name="AllSettings">Whether the parameters are all that the runs' <see cref="SettingsHash"/> tells apart.</param>
sealed record GroupKeys(IReadOnlyList<FieldOperand> Fields, IReadOnlyList<string> Parameters, bool AllSettings = false)
{
    const string Seed = "seed";

    static readonly IReadOnlyList<RunField> s_identity = [.. new[] { "method", "backbone", "dataset" }.Select(f => RunField.Operand(f).Field)];

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
    public static async Task<GroupKeys> AllButAsync(RunColumns but, TrackerDb db, FilterNode? filter, CancellationToken cancel)
    {
        var fields = but.Columns.Select(c => c.Operand).OfType<FieldOperand>().Select(f => f.Field.Name).ToHashSet();
        var keys = but.Columns.Select(c => c.Operand).OfType<ParameterOperand>().Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var differences = await RunDifferencesQuery.FindAsync(
            db, filter, s_identity, key => SettingsHash.Covers(key) || SettingRank.Of(key) == SettingRank.Seed && !fields.Contains(Seed), cancel);
        var identity = s_identity.Where(f => differences.Fields.Contains(f.Name) && !fields.Contains(f.Name));
        string[] settings = [.. differences.Parameters.Where(key => !keys.Contains(key) && !fields.Contains(key))];
        return new([.. identity.Select(f => new FieldOperand(f))], settings, settings.SequenceEqual(differences.Parameters.Where(SettingsHash.Covers)));
    }
}
