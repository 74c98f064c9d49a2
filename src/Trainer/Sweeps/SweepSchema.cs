using System.Text.Json.Nodes;
using Platform.Contracts.Sweeps;
using Platform.Trainer.Configuration;

namespace Platform.Trainer.Sweeps;

/// <summary>
/// The form of sweep files as JSON Schema (draft 7), for editors: docs/schemas/sweep.schema.json. Keys are the parser's own and
/// settings those of <see cref="TrainingConfig"/>; what a method, a range or another key decides is left to <c>sweep validate</c>.
/// </summary>
static class SweepSchema
{
    public const string Id = "https://platform.invalid/schemas/sweep.schema.json";

    public static JsonObject Create() => new()
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["$id"] = Id,
        ["title"] = "A sweep: which runs answer a question",
        ["type"] = "object",
        ["required"] = new JsonArray("name", "base"),
        ["additionalProperties"] = false,
        ["properties"] = Object(SweepDocument.Keys, Top),
        ["definitions"] = new JsonObject
        {
            ["flag"] = new JsonObject { ["enum"] = new JsonArray(true, false, "on", "off", "yes", "no") },
            ["settings"] = SettingSchema.Settings(),
            ["axes"] = SettingSchema.Axes(),
            ["range"] = Closed(AxisValues.Keys, Range, "from", "to"),
            ["step"] = Closed(SweepDocument.StepKeys, key => key == "name" ? Text("What tables and runs call it.") : Reference("settings"), "name"),
            ["steps"] = new JsonObject { ["type"] = "array", ["items"] = Reference("step"), ["minItems"] = 1 },
        },
    };

    static JsonObject Top(string key) => key switch
    {
        "name" => With(Text("The sweep's id: small letters, digits, hyphens."), "pattern", "^[a-z0-9][a-z0-9-]{0,99}$"),
        "description" => Text("Title of its table."),
        "base" => Described(Any(new() { ["type"] = "string" }, new() { ["type"] = "object" }),
            $"A configuration that comes with the platform ({string.Join(", ", TrainingConfigReader.Names)}), a path relative to this file, or the configuration itself."),
        "set" => Described(Reference("settings"), "Settings of every cell, over the base."),
        "seeds" => new() { ["description"] = "Absent: the base's own.", ["type"] = "array", ["items"] = Whole(0, SeedChoice.Largest), ["minItems"] = 1, ["uniqueItems"] = true },
        "ladder" => Described(Any(Reference("steps"), Closed(SweepDocument.LadderKeys,
            k => k == "form" ? Word(SweepDocument.LadderForms) : Reference("steps"), "steps")), "Steps of an ablation."),
        "axes" => Described(Reference("axes"), "By key path: a list of values or a range."),
        "constraints" => new() { ["description"] = "Conditions every combination meets.", ["type"] = "array", ["items"] = Type("string") },
        "objective" => With(Text($"{SweepObjective.Form}; default {SweepObjective.Default}."), "pattern", "^((miou|accuracy)/[^/]+/[^/]+|iou/[^/]+/[^/]+/.+)$"),
        "strategy" => Described(Any(Word(SweepStrategy.Kinds), Closed(SweepPolicies.StrategyKeys, Strategy, "kind")), "Which combinations are tried; default grid."),
        "asha" => Described(Closed(SweepPolicies.AshaKeys, k => k == "from" ? Whole(1, int.MaxValue, "Iteration of the first rung.")
            : Whole(2, 16, "From rung to rung; one run in so many goes on. Default 3.") , "from"), "Ends runs early that fall behind."),
        "adaptiveSeeds" => Described(Closed(SweepPolicies.AdaptiveKeys, Adaptive, "width"), "Adds seeds until differences are known well enough."),
        "budget" => Described(Closed(SweepPolicies.BudgetKeys, k => k == "runs" ? Whole(1, SweepExpansion.MostCells, "Cells, at most.")
            : Positive("Of training, all trainers together.")), "What the sweep may cost."),
        "priority" => Whole(-100, 100, "Cells of sweeps with a higher one go first; default 0."),
        "retries" => Whole(0, 100, "How often a cell that failed is tried again; default 1."),
        "reuse" => Described(Reference("flag"), "Whether completed cells of earlier sweeps are taken over."),
        _ => throw new InvalidOperationException($"the schema has no '{key}'"),
    };

    static JsonObject Strategy(string key) => key switch
    {
        "kind" => Word(SweepStrategy.Kinds),
        "points" => Whole(1, SweepExpansion.MostCells, "Combinations that are drawn; default: as many as the budget has runs for."),
        "parallel" => Whole(1, 1000, "Combinations that wait or are trained at a time; default 4."),
        "seed" => Whole(0, int.MaxValue, "Of the draws; default 0."),
        "startup" => Whole(1, SweepExpansion.MostCells, "tpe: combinations drawn at random first; default 10."),
        "candidates" => Whole(1, 1000, "tpe: of so many the most promising is tried; default 24."),
        _ => throw new InvalidOperationException($"the schema has no strategy.{key}"),
    };

    static JsonObject Adaptive(string key) => key switch
    {
        "width" => Positive("From the low end of the confidence interval to its high one, points of the objective."),
        "confidence" => new() { ["description"] = "Default 0.95.", ["type"] = "number", ["exclusiveMinimum"] = 0.5, ["exclusiveMaximum"] = 1 },
        "most" => Whole(2, 1000, "Seeds a row; default 10."),
        "against" => Word(SeedRule.Comparisons),
        _ => throw new InvalidOperationException($"the schema has no adaptiveSeeds.{key}"),
    };

    static JsonObject Range(string key) => key switch
    {
        "count" => Whole(2, 1000, "So many values, evenly."),
        "log" => Described(Reference("flag"), "Even ratios."),
        "integer" => Described(Reference("flag"), "Whole numbers."),
        _ => Type("number"),
    };

    public static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    public static JsonObject Any(params JsonObject[] of) => new() { ["anyOf"] = new JsonArray([.. of]) };

    public static JsonObject Type(string type) => new() { ["type"] = type };

    static JsonObject Word(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };

    static JsonObject Whole(int least, int most, string description) => With(Whole(least, most), "description", description);

    static JsonObject Whole(int least, int most) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    static JsonObject Positive(string description) => new() { ["description"] = description, ["type"] = "number", ["exclusiveMinimum"] = 0 };

    static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    static JsonObject Described(JsonObject schema, string description) =>
        // draft 7 reads nothing beside a reference
        schema.ContainsKey("$ref") ? new() { ["description"] = description, ["allOf"] = new JsonArray(schema) } : With(schema, "description", description);

    static JsonObject With(JsonObject schema, string key, string value)
    {
        schema[key] = value;
        return schema;
    }

    static JsonObject Closed(IEnumerable<string> keys, Func<string, JsonObject> schema, params string[] required)
    {
        var closed = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = Object(keys, schema) };
        if (required.Length > 0)
            closed["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]);
        return closed;
    }

    static JsonObject Object(IEnumerable<string> keys, Func<string, JsonObject> schema) =>
        new(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)schema(key))));
}
