namespace Platform.Tracker.Imports;

/// <summary>The values of a TensorBoard summary.</summary>
sealed class SummaryValues(IImportSink sink, string? part)
{
    const string HParams = "_hparams_/session_start_info";

    readonly HashSet<string> _named = [];
    PictureReader? _pictures;

    PictureReader Pictures => _pictures ??= new(sink, NoteOnce);

    public void Read(ReadOnlySpan<byte> summary, long step, int record)
    {
        var fields = new WireReader(summary);
        while (fields.Next(out var field))
            if (field is { Number: 1, Type: 2 })
                ReadValue(fields.Of(field), step, record);
    }

    void ReadValue(ReadOnlySpan<byte> value, long step, int record)
    {
        var (tag, plugin) = ("", "");
        ReadOnlySpan<byte> content = default, picture = default, tensor = default;
        TensorValue number = default;
        var isNumber = false;
        var fields = new WireReader(value);
        while (fields.Next(out var field))
            switch (field)
            {
                case { Number: 1, Type: 2 }: tag = fields.Text(field); break;
                case { Number: 2, Type: 5 }: (number, isNumber) = (new(field.Single, true, null), true); break;
                case { Number: 4, Type: 2 }: picture = fields.Of(field); break;
                case { Number: 8, Type: 2 }: number = TensorValue.Of(tensor = fields.Of(field)); break;
                case { Number: 9, Type: 2 }: plugin = Plugin(fields.Of(field), out content); break;
            }
        if (tag == HParams)
            HyperParameters.Read(content, record, part, sink);
        else if (!picture.IsEmpty)
            Pictures.ReadImage(tag, picture, step);
        else if (plugin == "images")
            Pictures.ReadTensor(tag, tensor, step);
        else if (number.Number is { } scalar && (isNumber || plugin is "scalars" or ""))
            TakePoint(tag, scalar, number.Float32, step, record);
        else if (number.Text is { } text && plugin == "text")
            sink.Take(new ImportedParameter(tag, text, record) { Part = part });
        else if (!tag.StartsWith("_hparams_/", StringComparison.Ordinal) && tag.Length > 0)
            NoteOnce(tag, plugin.Length > 0 ? plugin : "no scalar");
    }

    void TakePoint(string tag, double value, bool single, long step, int record)
    {
        if (step is < 0 or > int.MaxValue)
            sink.Take(new UnreadLine(record, tag, $"step {step} is no iteration") { Part = part });
        else
            sink.Take(new ImportedPoint(tag, (int)step, value, NumberText.Shortest(value, single), record) { Part = part, Float32 = single });
    }

    void NoteOnce(string tag, string kind)
    {
        if (_named.Count < 100 && _named.Add(tag))
            sink.Note($"'{tag}' holds {kind}: not taken");
    }

    // metadata.plugin_data: its name and content
    static string Plugin(ReadOnlySpan<byte> metadata, out ReadOnlySpan<byte> content)
    {
        content = default;
        var fields = new WireReader(metadata);
        while (fields.Next(out var field))
        {
            if (field is not { Number: 1, Type: 2 })
                continue;
            var data = fields.Of(field);
            var inner = new WireReader(data);
            var name = "";
            while (inner.Next(out var member))
                if (member is { Number: 1, Type: 2 })
                    name = inner.Text(member);
                else if (member is { Number: 2, Type: 2 })
                    content = data.Slice(member.Start, member.Length);
            return name;
        }
        return "";
    }
}
