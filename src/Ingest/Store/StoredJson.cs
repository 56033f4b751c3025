using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyIngest.Ingest.Store.Correcting;

namespace PolicyIngest.Ingest.Store;

/// <summary>
/// What the database holds as JSON, read and written by code that is made when the program is built: a program compiled ahead of time looks no types up when it runs.
/// Chinese characters stand as they are.
/// </summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true, Converters = [typeof(FindingCodes)])]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int[][]))]
[JsonSerializable(typeof(Dictionary<string, string?>))]
[JsonSerializable(typeof(KeptReading))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    private static readonly Lazy<StoredJson> Made = new(() => new StoredJson(new JsonSerializerOptions(Default!.GeneratedSerializerOptions!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>The one that is used.</summary>
    public static StoredJson Readable => Made.Value;
}
