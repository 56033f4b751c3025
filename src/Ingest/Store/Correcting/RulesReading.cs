using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>What the rules alone said of a document, kept beside its corrected facts: the source file may be gone, and other rules may be in force by now.</summary>
internal static class RulesReading
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        IgnoreReadOnlyProperties = true,
        Converters = { new FindingCodes() },
    };

    public static string Write(Extraction byRules) => JsonSerializer.Serialize(new Kept(byRules.Plans, byRules.Findings, byRules.Citations), Options);

    /// <summary>The extraction by the rules, of a document as it is stored.</summary>
    /// <exception cref="JsonException">The text is not of this form.</exception>
    public static Extraction Read(string json, Extraction stored)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json, Options)!;
        return stored with { Plans = kept.Plans, Findings = kept.Findings, Citations = kept.Citations.IsDefault ? [] : kept.Citations };
    }

    private sealed record Kept(ImmutableArray<Plan> Plans, ImmutableArray<Finding> Findings, ImmutableArray<Citation> Citations);

    private sealed class FindingCodes : JsonConverter<FindingCode>
    {
        public override FindingCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FindingCode.Of(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, FindingCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}
