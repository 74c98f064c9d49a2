using System.Text.Json;

namespace Platform.Tracker.Imports;

/// <summary>JSON objects as points, evaluations and settings.</summary>
sealed class JsonRows(IImportSink sink)
{
    static readonly string[] s_steps = ["iter", "iteration", "step", "global_step", "_step", "n_iter", "it", "steps", "epoch"];
    static readonly string[] s_asides = ["timestamp", "_timestamp", "_runtime", "wall_time", "time_stamp"];

    readonly LogContext _context = new(sink);
    int _row;

    public void Take(JsonElement line, int number)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            sink.Take(new UnreadLine(number, line.GetRawText() is { Length: > 120 } text ? text[..120] : line.GetRawText(), "not an object"));
            return;
        }
        var members = new List<(string Name, JsonElement Value)>();
        Flatten("", line, members);
        var step = StepOf(members);
        if (step.Name is null && _row == 0 && !_context.HasBegun)
            foreach (var (name, value) in members)
                _context.Set(new(name.Replace('/', '.'), Text(value), number));
        else
            TakeRow(members, step, number);
    }

    public void Finish() => _context.Finish();

    static void Flatten(string prefix, JsonElement element, List<(string Name, JsonElement Value)> members)
    {
        foreach (var member in element.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.Object)
                Flatten($"{prefix}{member.Name}/", member.Value, members);
            else
                members.Add((prefix + member.Name, member.Value));
    }

    void TakeRow(List<(string Name, JsonElement Value)> members, (string? Name, int Step) step, int number)
    {
        _context.Enter(step.Name is null ? ++_row : step.Step, heading: false);
        var mode = members.Find(m => m.Name == "mode").Value is { ValueKind: JsonValueKind.String } said && said.GetString() != "train" ? $"{said.GetString()}/" : "";
        var classes = new List<ImportedScore>();
        var means = new List<(string Name, double Value, string Text)>();
        foreach (var (name, value) in members)
        {
            if (name == step.Name || s_asides.Contains(name) || Number(value) is not { } found)
                continue;
            if (ClassOf(name) is { } className)
                classes.Add(new(className, found, Text(value), number));
            else if (MetricWords.IsMeanIou(name))
                means.Add((name, found, Text(value)));
            else
                sink.Take(new ImportedPoint(mode + name, _context.Iteration!.Value, found, Text(value), number));
        }
        TakeScores(classes, means, mode, number);
    }

    // "IoU.cat" and "mIoU" as mmsegmentation writes them: fractions
    void TakeScores(List<ImportedScore> classes, List<(string Name, double Value, string Text)> means, string mode, int number)
    {
        if (classes.Count > 0 && means.Count == 0)
            means.Add(("IoU", double.NaN, ""));
        foreach (var (name, value, text) in means)
        {
            var isFractions = (double.IsNaN(value) ? classes.Max(c => c.Value) : value) <= 1;
            var scale = isFractions ? 100 : 1;
            if (ColumnHeading.Of(name) is not { } heading)
                continue;
            sink.Take(_context.Evaluation(heading, name, number, mode.TrimEnd('/')) with
            {
                Fractions = isFractions,
                Classes = [.. classes.Select(c => c with { Value = c.Value * scale })],
                MeanIou = text.Length > 0 ? new(value * scale, text, number) : null,
            });
        }
    }

    static string? ClassOf(string name) =>
        name.StartsWith("IoU.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("iou/", StringComparison.OrdinalIgnoreCase) ? name[4..] : null;

    static (string? Name, int Step) StepOf(List<(string Name, JsonElement Value)> members)
    {
        foreach (var word in s_steps)
            if (members.Find(m => m.Name == word) is { Name: not null } found && NumberText.TryIteration(Text(found.Value), out var step))
                return (word, step);
        return (null, 0);
    }

    static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) => number,
        JsonValueKind.String when NumberText.TryParse(value.GetString(), out var number) && !double.IsFinite(number) => number,
        _ => null,
    };

    static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
