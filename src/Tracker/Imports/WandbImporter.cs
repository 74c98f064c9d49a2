using System.Text.Json;

namespace Platform.Tracker.Imports;

/// <summary>Reads a W&amp;B offline file: history, summary, configuration and the console's lines.</summary>
static class WandbImporter
{
    // members of W&B's Record
    const int History = 2, Summary = 3, Config = 5, Run = 17;

    public static void Read(Stream stream, IImportSink sink)
    {
        var file = new WandbFile(stream);
        var steps = new WandbSteps();
        while (file.Next(out var data, out var problem))
        {
            sink.CountLine();
            if (problem is null)
                problem = Record(data.Span, file.Record, steps, sink);
            if (problem is not null)
                sink.Take(new UnreadLine(file.Record, "", problem));
        }
        if (!file.IsKnown)
            sink.Note("the file's header is of another version of W&B");
    }

    static string? Record(ReadOnlySpan<byte> data, int record, WandbSteps steps, IImportSink sink)
    {
        try
        {
            var fields = new WireReader(data);
            while (fields.Next(out var field))
                if (field.Type == 2)
                    Take(field.Number, fields.Of(field), record, steps, sink);
            return null;
        }
        catch (FormatException e)
        {
            return $"the record is none of W&B's: {e.Message}";
        }
    }

    static void Take(int kind, ReadOnlySpan<byte> message, int record, WandbSteps steps, IImportSink sink)
    {
        switch (kind)
        {
            case History: steps.Read(message, record, sink); break;
            case Summary: ReadItems(message, "", (name, json) => State(name, json, record, sink)); break;
            case Config: ReadItems(message, "", (name, json) => Set(name, json, record, sink)); break;
            case Run: ReadRun(message, record, sink); break;
        }
    }

    // Record.run: project 3, config 4, display_name 8, host 13, start_time 17
    static void ReadRun(ReadOnlySpan<byte> run, int record, IImportSink sink)
    {
        var fields = new WireReader(run);
        while (fields.Next(out var field))
            if (field is { Number: 4, Type: 2 })
                ReadItems(fields.Of(field), "", (name, json) => Set(name, json, record, sink));
            else if (field is { Number: 17, Type: 2 })
                ReadStart(fields.Of(field), sink);
            else if (field.Type == 2 && Name(field.Number) is { } name)
                sink.Take(new ImportedParameter(name, fields.Text(field), record));
    }

    static string? Name(int field) => field switch { 3 => "meta.project", 8 => "meta.run_name", 13 => "meta.host", _ => null };

    static void ReadStart(ReadOnlySpan<byte> timestamp, IImportSink sink)
    {
        var fields = new WireReader(timestamp);
        while (fields.Next(out var field))
            if (field is { Number: 1, Type: 0, Integer: > 0 and < 253_000_000_000 })
                sink.StartedAt(DateTimeOffset.FromUnixTimeSeconds(field.Integer));
    }

    /// <summary>The updates (member 1) of a history, summary or configuration: key 1, nested_key 2, value_json 16.</summary>
    public static void ReadItems(ReadOnlySpan<byte> message, string prefix, Action<string, string> take)
    {
        var fields = new WireReader(message);
        while (fields.Next(out var field))
        {
            if (field is not { Number: 1, Type: 2 })
                continue;
            var item = new WireReader(fields.Of(field));
            var keys = new List<string>();
            var json = "";
            while (item.Next(out var member))
                if (member is { Number: 1 or 2, Type: 2 })
                    keys.Add(item.Text(member));
                else if (member is { Number: 16, Type: 2 })
                    json = item.Text(member);
            if (keys.Count > 0)
                take(prefix + string.Join('/', keys), json);
        }
    }

    // of "_wandb" W&B keeps notes of its own
    static void Set(string name, string json, int record, IImportSink sink)
    {
        if (!name.StartsWith("_wandb", StringComparison.Ordinal))
            sink.Take(new ImportedParameter(name.Replace('/', '.'), json.Trim('"'), record));
    }

    // what was said at the end; as a number it is the last point's or the author's own
    static void State(string name, string json, int record, IImportSink sink)
    {
        if (name[0] != '_' && Number(json) is { } value)
            sink.Take(new ImportedStatement($"summary/{name}", value, json, "", null, record));
    }

    /// <summary>Null for what is no number.</summary>
    public static double? Number(string json)
    {
        if (NumberText.TryParse(json.Trim('"'), out var value) && (json[0] != '"' || !double.IsFinite(value)))
            return value;
        return null;
    }

    /// <summary>Numbers within a JSON object, by their path.</summary>
    public static void Flatten(string name, string json, Action<string, string> take)
    {
        if (!json.StartsWith('{'))
        {
            take(name, json);
            return;
        }
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
                Flatten($"{name}/{member.Name}", member.Value.GetRawText(), take);
        }
        catch (JsonException)
        {
            take(name, "");
        }
    }
}
