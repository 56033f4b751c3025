using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>What the rules alone said of a document, kept beside its corrected facts: the source file may be gone, and other rules may be in force by now.</summary>
internal static class RulesReading
{
    public static string Write(Extraction byRules) => JsonSerializer.Serialize(new KeptReading(byRules.Plans, byRules.Findings, byRules.Citations), StoredJson.Readable.KeptReading);

    /// <summary>The extraction by the rules, of a document as it is stored.</summary>
    /// <exception cref="JsonException">The text is not of this form.</exception>
    public static Extraction Read(string json, Extraction stored)
    {
        var kept = JsonSerializer.Deserialize(json, StoredJson.Readable.KeptReading)!;
        return stored with { Plans = kept.Plans, Findings = kept.Findings, Citations = kept.Citations.IsDefault ? [] : kept.Citations };
    }
}

/// <summary>What is kept of it.</summary>
internal sealed record KeptReading(ImmutableArray<Plan> Plans, ImmutableArray<Finding> Findings, ImmutableArray<Citation> Citations);

/// <summary>A finding's code by its name.</summary>
internal sealed class FindingCodes : JsonConverter<FindingCode>
{
    public override FindingCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FindingCode.Of(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, FindingCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
