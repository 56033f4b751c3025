using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>What was given of a document, as one line of text: the same facts give the same line, by which a change is seen.</summary>
public static class GivenText
{
    /// <summary>The line; null where nothing is said.</summary>
    public static string? Write(GivenFacts given)
    {
        if (given is { Place: null, Issuer: null, Kind: null, IssuedOn: null, Fields.IsEmpty: true }) return null;
        return JsonSerializer.Serialize(given with { Fields = [.. given.Fields.OrderBy(field => field.Name, StringComparer.Ordinal)] }, GivenJson.Readable.GivenFacts);
    }

    /// <summary>The facts of a line; null for none.</summary>
    /// <exception cref="JsonException">The line is not of this form.</exception>
    public static GivenFacts? Read(string? line) => line is null ? null : JsonSerializer.Deserialize(line, GivenJson.Readable.GivenFacts);
}

/// <summary>The form of the line, by code that is made when the program is built.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(PlanKindNames)])]
[JsonSerializable(typeof(GivenFacts))]
internal sealed partial class GivenJson : JsonSerializerContext
{
    private static readonly Lazy<GivenJson> Made = new(() => new GivenJson(new JsonSerializerOptions(Default!.GeneratedSerializerOptions!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>The one that is used: Chinese characters stand as they are.</summary>
    public static GivenJson Readable => Made.Value;
}

/// <summary>A kind of plan by its name: <c>rulebook</c>.</summary>
internal sealed class PlanKindNames() : JsonStringEnumConverter<PlanKind>(JsonNamingPolicy.SnakeCaseLower);
