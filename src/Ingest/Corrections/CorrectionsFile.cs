using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>Something in a file of corrections that can't be used.</summary>
/// <param name="message">One sentence that begins with the line's number.</param>
public sealed class CorrectionsFileException(string message) : FormatException(message);

/// <summary>
/// The portable file of corrections, <c>corrections.jsonl</c>: a JSON object a line, keys in ordinal order, lines in the order of documents' hashes and
/// ids, so that two people's files merge and a difference shows what was corrected.
/// </summary>
public static class CorrectionsFile
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Fields =
        ["action", "anchor", "carried_from", "document", "id", "now", "sha256", "subject", "was", "when", "who", "why"];

    private static readonly string[] AnchorFields = ["after", "before", "item", "length", "part", "path", "plan", "start", "words"];

    /// <summary>The file's bytes, UTF-8; the same for the same corrections in whatever order.</summary>
    public static byte[] Write(IEnumerable<Correction> corrections)
    {
        using var stream = new MemoryStream();
        foreach (var correction in corrections.OrderBy(each => each.DocumentSha256, StringComparer.Ordinal).ThenBy(each => each.Id, StringComparer.Ordinal))
        {
            using (var json = new Utf8JsonWriter(stream, Readable)) Write(json, correction);
            stream.WriteByte((byte)'\n');
        }
        return stream.ToArray();
    }

    /// <summary>Reads a file; empty lines are passed over, ids may be missing.</summary>
    /// <exception cref="CorrectionsFileException">A line can't be used; the message says which and why. Unknown fields are refused, for a slip would else be passed over in silence.</exception>
    public static ImmutableArray<Correction> Read(ReadOnlySpan<byte> utf8)
    {
        var corrections = ImmutableArray.CreateBuilder<Correction>();
        if (utf8.StartsWith<byte>([0xEF, 0xBB, 0xBF])) utf8 = utf8[3..];
        int number = 0;
        foreach (var range in utf8.Split((byte)'\n'))
        {
            number++;
            var line = utf8[range].Trim("\r\t "u8);
            if (line.IsEmpty) continue;
            try
            {
                using var json = JsonDocument.Parse(Encoding.UTF8.GetString(line));
                var correction = Read(json.RootElement);
                if (CorrectionFields.Problem(correction) is { } problem) throw new FormatException(problem);
                corrections.Add(correction);
            }
            catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                string reason = fault is JsonException ? "it is no JSON object" : fault.Message;
                throw new CorrectionsFileException($"line {number}: the correction can't be used: {reason}");
            }
        }
        return corrections.ToImmutable();
    }

    private static void Write(Utf8JsonWriter json, Correction correction)
    {
        var anchor = correction.Anchor;
        json.WriteStartObject();
        json.WriteString("action", GoldJson.Name(correction.Action));
        json.WriteStartObject("anchor");
        json.WriteString("after", anchor.After);
        json.WriteString("before", anchor.Before);
        json.WriteString("item", anchor.Item);
        json.WriteNumber("length", anchor.Length);
        json.WriteNumber("part", anchor.Part);
        json.WriteStartArray("path");
        foreach (string label in anchor.Path) json.WriteStringValue(label);
        json.WriteEndArray();
        if (anchor.Plan is { } plan) json.WriteNumber("plan", plan + 1);
        else json.WriteNull("plan");
        json.WriteNumber("start", anchor.Start);
        json.WriteString("words", anchor.Words);
        json.WriteEndObject();
        if (correction.CarriedFrom is { } former) json.WriteString("carried_from", former);
        json.WriteString("document", correction.DocumentName);
        json.WriteString("id", correction.Id);
        Write(json, "now", correction.Now);
        json.WriteString("sha256", correction.DocumentSha256);
        json.WriteString("subject", GoldJson.Name(correction.Subject));
        Write(json, "was", correction.Was);
        json.WriteString("when", TimeText(correction.When));
        json.WriteString("who", correction.Who);
        json.WriteString("why", correction.Why);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, FieldValues values)
    {
        json.WriteStartObject(name);
        foreach (var (field, value) in values) json.WriteString(field, value);
        json.WriteEndObject();
    }

    /// <summary>A time as files and the database hold it: <c>2031-02-03T04:05:06Z</c>.</summary>
    public static string TimeText(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A time from that form.</summary>
    /// <exception cref="FormatException">It has another form.</exception>
    public static DateTime TimeOf(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException($"when is \"{text}\", but must be a time in the form 2031-02-03T04:05:06Z");

    private static Correction Read(JsonElement json)
    {
        Refuse(json, "a correction", Fields);
        string sha256 = Text(json, "sha256");
        if (sha256.Length != 64 || sha256.AsSpan().ContainsAnyExcept("0123456789abcdef")) throw new FormatException("sha256 must be 64 hexadecimal digits in lower case");
        return new Correction(
            OptionalText(json, "id") ?? "", sha256, OptionalText(json, "document") ?? "", Value<CorrectionAction>(json, "action"), Value<CorrectionSubject>(json, "subject"),
            Values(json, "was"), Values(json, "now"), json.TryGetProperty("anchor", out var anchor) ? Anchor(anchor) : CorrectionAnchor.Document,
            Text(json, "who"), TimeOf(Text(json, "when")), OptionalText(json, "why") ?? "") { CarriedFrom = OptionalText(json, "carried_from") };
    }

    private static CorrectionAnchor Anchor(JsonElement json)
    {
        Refuse(json, "an anchor", AnchorFields);
        ImmutableArray<string> path = json.TryGetProperty("path", out var labels) ? [.. labels.EnumerateArray().Select(label => label.GetString() ?? "")] : [];
        int? plan = json.TryGetProperty("plan", out var number) && number.ValueKind == JsonValueKind.Number ? Whole(json, "plan") - 1 : null;
        return new CorrectionAnchor(plan, path, Whole(json, "part"), OptionalText(json, "item") ?? "", Whole(json, "start"), Whole(json, "length"),
            OptionalText(json, "words") ?? "", OptionalText(json, "before") ?? "", OptionalText(json, "after") ?? "");
    }

    private static void Refuse(JsonElement json, string what, string[] known)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"{what} must be an object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!known.Contains(member.Name)) throw new FormatException($"{what} has no field {member.Name}");
            if (!seen.Add(member.Name)) throw new FormatException($"{what} has the field {member.Name} twice");
        }
    }

    private static FieldValues Values(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var values)) return FieldValues.Empty;
        if (values.ValueKind != JsonValueKind.Object) throw new FormatException($"{name} must be an object");
        return FieldValues.Of(values.EnumerateObject().Select(member => (member.Name, member.Value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => member.Value.GetString(),
            JsonValueKind.Number => member.Value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw new FormatException($"{member.Name} must be text"),
        })));
    }

    private static string Text(JsonElement json, string name) => OptionalText(json, name) ?? throw new FormatException($"a correction lacks the field {name}");

    private static string? OptionalText(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"{name} must be text");
    }

    private static int Whole(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value)) return 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 ? number : throw new FormatException($"{name} must be a whole number from 0");
    }

    private static T Value<T>(JsonElement json, string name) where T : struct, Enum
    {
        string text = Text(json, name);
        foreach (var value in Enum.GetValues<T>())
            if (GoldJson.Name(value) == text) return value;
        throw new FormatException($"{name} is \"{text}\", but must be one of {string.Join(", ", Enum.GetValues<T>().Select(GoldJson.Name))}");
    }
}
