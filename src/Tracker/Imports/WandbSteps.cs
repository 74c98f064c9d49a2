namespace Platform.Tracker.Imports;

/// <summary>Points of W&amp;B's history, each record a step.</summary>
sealed class WandbSteps
{
    int _next;

    /// <summary>HistoryRecord: items 1, step 2; older files have the step among the items.</summary>
    public void Read(ReadOnlySpan<byte> history, int record, IImportSink sink)
    {
        var values = new List<(string Name, string Json)>();
        WandbImporter.ReadItems(history, "", (name, json) => values.Add((name, json)));
        var step = StepOf(history) ?? StepAmong(values) ?? _next;
        if (step is < 0 or > int.MaxValue)
        {
            sink.Take(new UnreadLine(record, "", $"step {step} is no iteration"));
            return;
        }
        _next = (int)Math.Min(step + 1, int.MaxValue);
        foreach (var (name, json) in values)
            WandbImporter.Flatten(name, json, (path, text) => Take(path, text, (int)step, record, sink));
    }

    static void Take(string name, string json, int step, int record, IImportSink sink)
    {
        if (name is "_step" or "_timestamp" or "_runtime" or "_wandb" || name.Length == 0 || json.Length == 0)
            return;
        if (WandbImporter.Number(json) is { } value)
            sink.Take(new ImportedPoint(name, step, value, json.Trim('"'), record));
        else if (json[0] is not ('"' or 't' or 'f' or 'n'))
            sink.Note($"'{name}' holds no number: not taken");
    }

    static long? StepOf(ReadOnlySpan<byte> history)
    {
        var fields = new WireReader(history);
        while (fields.Next(out var field))
            if (field is { Number: 2, Type: 2 })
            {
                var step = new WireReader(fields.Of(field));
                return step.Next(out var number) && number is { Number: 1, Type: 0 } ? number.Integer : 0; // proto3 leaves zeros out
            }
        return null;
    }

    static long? StepAmong(List<(string Name, string Json)> values) =>
        values.Find(v => v.Name == "_step").Json is { } json && NumberText.TryIteration(json, out var step) ? step : null;
}
