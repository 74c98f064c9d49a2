namespace Platform.Tracker.Imports;

/// <summary>What TensorBoard's HParams plugin keeps of a session's start: a map of names and values.</summary>
static class HyperParameters
{
    public static void Read(ReadOnlySpan<byte> content, int record, string? part, IImportSink sink)
    {
        var fields = new WireReader(content);
        while (fields.Next(out var field))
        {
            if (field is not { Number: 3, Type: 2 }) // session_start_info
                continue;
            var data = fields.Of(field);
            var session = new WireReader(data);
            while (session.Next(out var entry))
                if (entry is { Number: 1, Type: 2 } && Entry(session.Of(entry)) is var (name, text))
                    sink.Take(new ImportedParameter(name, text, record) { Part = part });
        }
    }

    static (string Name, string Text) Entry(ReadOnlySpan<byte> entry)
    {
        var fields = new WireReader(entry);
        var (name, text) = ("", "");
        while (fields.Next(out var field))
            if (field is { Number: 1, Type: 2 })
                name = fields.Text(field);
            else if (field is { Number: 2, Type: 2 })
                text = Value(fields.Of(field));
        return (name, text);
    }

    // google.protobuf.Value; lists and structures are not hyper-parameters
    static string Value(ReadOnlySpan<byte> value)
    {
        var fields = new WireReader(value);
        var text = "";
        while (fields.Next(out var field))
            text = field switch
            {
                { Number: 2, Type: 1 } => TensorBoardImporter.Digits(field.Double),
                { Number: 3, Type: 2 } => fields.Text(field),
                { Number: 4, Type: 0 } => field.Value != 0 ? "True" : "False",
                _ => text,
            };
        return text;
    }
}
