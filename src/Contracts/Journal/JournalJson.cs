using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Contracts.Journal;

/// <summary>The JSON of journal, messages and HTTP API: camelCase, no nulls, NaN and infinities by name.</summary>
public static class JournalJson
{
    // A null where the record has no null is a malformed line, not a surprise for whoever reads the record.
    public static readonly JsonSerializerOptions Options = Configure(new() { RespectNullableAnnotations = true });

    /// <summary>For writing members without the object around them.</summary>
    internal static readonly JsonWriterOptions FragmentOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Applies the settings to options made elsewhere (the web server's, the bus's); again does no harm.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.AllowOutOfOrderMetadataProperties = true;
        options.RespectNullableAnnotations = true;
        if (!options.Converters.OfType<JsonStringEnumConverter>().Any())
            options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        return options;
    }
}
