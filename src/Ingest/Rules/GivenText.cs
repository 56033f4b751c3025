using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>What was given of a document, as one line of text: the same facts give the same line, by which a change is seen.</summary>
public static class GivenText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The line; null where nothing is said.</summary>
    public static string? Write(GivenFacts given)
    {
        if (given is { Place: null, Issuer: null, Kind: null, IssuedOn: null, Fields.IsEmpty: true }) return null;
        return JsonSerializer.Serialize(given with { Fields = [.. given.Fields.OrderBy(field => field.Name, StringComparer.Ordinal)] }, Options);
    }

    /// <summary>The facts of a line; null for none.</summary>
    /// <exception cref="JsonException">The line is not of this form.</exception>
    public static GivenFacts? Read(string? line) => line is null ? null : JsonSerializer.Deserialize<GivenFacts>(line, Options);
}
