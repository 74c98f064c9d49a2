using Platform.Contracts.Api;

namespace Platform.Tracker.Runs.Filters;

/// <summary>The members of a request beside its filter, as conditions like any other.</summary>
static class RunListFilter
{
    static readonly string[] s_searched = ["name", "method", "backbone", "dataset", "experiment"];

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
            parts.Add(new AnyOf([.. s_searched.Select(f => new Compared(RunField.Operand(f), Comparison.Contains, new TextValue(part)))]));
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
