using Platform.Contracts.Api;

namespace Platform.Tracker.Runs.Filters;

/// <summary>The members of a request beside its filter, as conditions like any other.</summary>
static class RunListFilter
{
    static readonly Operand[] s_searched = [.. new[] { "name", "method", "backbone", "dataset", "experiment", "tag" }.Select(RunField.Operand)];

    /// <summary>What a plain word means: any of a run's names or tags has it as a part.</summary>
    public static FilterNode Word(string word) => new AnyOf([.. s_searched.Select(o => new Compared(o, Comparison.Contains, new TextValue(word)))]);

    public static FilterNode? Of(RunListRequest request, FilterNode? filter)
    {
        var parts = new List<FilterNode>();
        if (filter is not null)
            parts.Add(filter);
        foreach (var (field, value) in new[]
        {
            ("project", request.Project), ("experiment", request.Experiment), ("method", request.Method), ("status", request.Status?.ToString()),
        })
            if (value is not null)
                parts.Add(new Compared(RunField.Operand(field), Comparison.Equal, new TextValue(value)));
        if (request.Search is { } part)
            parts.Add(Word(part));
        if (request.Archived is not true && !(filter is not null && NamesArchived(filter)))
            parts.Add(new Compared(RunField.Operand("archived"), Comparison.Equal, new SwitchValue(false)));
        return parts.Count == 0 ? null : new AllOf(parts);
    }

    static bool NamesArchived(FilterNode node) => node switch
    {
        AllOf all => all.Parts.Any(NamesArchived),
        AnyOf any => any.Parts.Any(NamesArchived),
        Not not => NamesArchived(not.Part),
        Compared compared => compared.Operand is FieldOperand { Field.Name: "archived" },
        OneOf one => one.Operand is FieldOperand { Field.Name: "archived" },
        _ => false,
    };
}
