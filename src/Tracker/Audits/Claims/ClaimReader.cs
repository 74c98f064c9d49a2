using YamlDotNet.RepresentationModel;

namespace Platform.Tracker.Audits.Claims;

/// <summary>Reads one claim.</summary>
static class ClaimReader
{
    static readonly string[] s_kinds = ["number", "parameter", "arithmetic", "compare", "splitSize"];

    public static Claim Read(YamlMappingNode node, int position, FaultList faults)
    {
        var yaml = new YamlObject(node, $"claim {position}", faults);
        var id = yaml.Required("id");
        yaml = new(node, id.Length > 0 ? $"claim '{id}'" : $"claim {position}", faults);
        var claim = new Claim
        {
            Id = yaml.Text("id") ?? "",
            Source = yaml.Required("source"),
            Text = yaml.Required("text"),
            Note = yaml.Text("note"),
            Subject = new(yaml.Text("log"), yaml.Text("run"), yaml.Text("runs")),
            Assertion = Assertion(yaml),
            Line = yaml.Line,
        };
        yaml.Done();
        return claim;
    }

    static Assertion Assertion(YamlObject yaml)
    {
        var given = s_kinds.Where(yaml.Has).ToArray();
        if (given.Length != 1)
            yaml.Refuse(given.Length == 0 ? null : yaml.Node(given[0]), given.Length == 0
                ? $"it says nothing to check: give it one of {string.Join(", ", s_kinds)}"
                : $"it holds {string.Join(" and ", given)}; make them claims of their own");
        Assertion? read = given.FirstOrDefault() switch
        {
            "number" => yaml.Object("number") is { } number ? Number(number) : null,
            "parameter" => yaml.Object("parameter") is { } parameter ? Parameter(parameter) : null,
            "arithmetic" => yaml.Object("arithmetic") is { } arithmetic ? Arithmetic(arithmetic) : null,
            "compare" => yaml.Object("compare") is { } compare ? Comparison(compare) : null,
            "splitSize" => yaml.Object("splitSize") is { } size ? SplitSize(size) : null,
            _ => null,
        };
        return read ?? new ComparisonAssertion(Relation.Same, []); // the fault is told
    }

    static NumberAssertion Number(YamlObject yaml)
    {
        var at = yaml.Whole("at");
        var number = new NumberAssertion
        {
            Metric = yaml.Text("metric") ?? "mIoU",
            Value = yaml.RequiredNumber("value"),
            Output = yaml.Text("output"),
            Network = yaml.Text("network"),
            Class = yaml.Text("class"),
            Conditions = ConditionsReader.Read(yaml),
            Selection = at is null ? yaml.OneOf<Selection>("select") ?? Selection.Unstated : Selection.At,
            Iteration = at,
            Seeds = yaml.OneOf<SeedRule>("seeds"),
            Rounding = yaml.OneOf<RoundingRule>("rounding") ?? RoundingRule.Either,
        };
        if (at is not null && yaml.Has("select"))
            yaml.Refuse(yaml.Node("select")!, "'at' and 'select' both say which evaluation is meant; keep one");
        else if (at is null && number.Selection == Selection.At)
            yaml.Refuse(yaml.Node("select")!, "write 'at: N' with the iteration");
        yaml.Done();
        return number;
    }

    static ParameterAssertion Parameter(YamlObject yaml)
    {
        var parameter = new ParameterAssertion(yaml.Required("name"), yaml.Required("value"));
        yaml.Done();
        return parameter;
    }

    static ArithmeticAssertion Arithmetic(YamlObject yaml)
    {
        var arithmetic = new ArithmeticAssertion(
            yaml.OneOf<Operation>("operation") ?? Missing(yaml), Operand(yaml, "left"), Operand(yaml, "right"), yaml.RequiredNumber("value"));
        yaml.Done();
        return arithmetic;
    }

    static Operation Missing(YamlObject yaml)
    {
        if (!yaml.Has("operation"))
            yaml.Required("operation");
        return Operation.Difference;
    }

    // 56.2, a claim's id, or a number with its conditions
    static Operand Operand(YamlObject yaml, string side)
    {
        if (yaml.Node(side) is YamlMappingNode && yaml.Object(side) is { } detailed)
        {
            var operand = new Operand(detailed.RequiredNumber("value"), null, ConditionsReader.Read(detailed));
            detailed.Done();
            return operand;
        }
        var text = yaml.Required(side);
        return Written.Parse(text) is { } literal ? new(literal, null, new()) : new(null, text, new());
    }

    static ComparisonAssertion Comparison(YamlObject yaml)
    {
        var relation = yaml.OneOf<Relation>("relation") ?? Relation.Same;
        var ids = yaml.List("claims").Select(n => n is YamlScalarNode { Value: { Length: > 0 } id } ? id : yaml.Refuse(n, "a claim is named by its id")).OfType<string>().ToArray();
        if (ids.Length < 2)
            yaml.Refuse(yaml.Node("claims"), "'claims' must name two claims or more");
        yaml.Done();
        return new(relation, ids);
    }

    static SplitSizeAssertion SplitSize(YamlObject yaml)
    {
        var size = new SplitSizeAssertion(yaml.Required("dataset"), yaml.Required("split"), yaml.RequiredNumber("images"));
        yaml.Done();
        return size;
    }
}
