using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Tracker.Audits.Claims;

/// <summary>A proposed claim.</summary>
sealed record DraftedClaim(string Id, int Line, string Value, string Text, DraftContext Context)
{
    static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(StringBuilder yaml, string file)
    {
        yaml.Append(CultureInfo.InvariantCulture, $"""

              - id: {Id}
                source: {Quoted($"{file}, line {Line}")}
                text: {Quoted(Text)}
                number:
                  value: {Quoted(Value)}

            """);
        Member(yaml, 6, "output", Context.Output);
        Member(yaml, 6, "dataset", Context.Dataset);
        Member(yaml, 6, "split", Context.Split);
        Member(yaml, 6, "at", Context.Iteration?.ToString(CultureInfo.InvariantCulture));
        if (Context.Backbone is null && Context.Crf is null && Context.Scales is null)
            return;
        yaml.Append("      protocol:\n");
        Member(yaml, 8, "backbone", Context.Backbone);
        Member(yaml, 8, "crf", Context.Crf is { } crf ? crf ? "true" : "false" : null);
        Member(yaml, 8, "scales", Context.Scales);
    }

    static void Member(StringBuilder yaml, int indent, string key, string? value)
    {
        if (value is not null)
            yaml.Append(' ', indent).Append(CultureInfo.InvariantCulture, $"{key}: {value}\n");
    }

    // a JSON string is a YAML one
    static string Quoted(string text) => JsonSerializer.Serialize(text, s_plain);
}
