using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Export;

/// <summary>Writes an extraction as JSON: the form of the gold files, with content, spans and rule ids beside each fact.</summary>
public static class GoldJson
{
    /// <summary>Options under which Chinese text stays readable.</summary>
    public static JsonWriterOptions Options(bool indented) => new()
    {
        Indented = indented,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one document as a JSON object.</summary>
    public static void Write(Utf8JsonWriter json, Extraction extraction)
    {
        json.WriteStartObject();
        json.WriteString("file", Path.GetFileName(extraction.Document.Source.Path));
        json.WriteString("path", extraction.Document.Source.Path);
        json.WriteString("format", extraction.Document.Source.Format);
        json.WriteString("sha256", extraction.Document.Source.Sha256);
        json.WriteStartArray("plans");
        foreach (var plan in extraction.Plans) WritePlan(json, plan);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The name of an enum's value as the gold files write it.</summary>
    public static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void WritePlan(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject();
        json.WriteString("title", plan.Title);
        json.WriteString("doc_number", plan.DocNumber);
        json.WriteString("issuer", plan.Issuer);
        WriteDate(json, "issued_on", plan.IssuedOn);
        if (plan.Period is { } period)
        {
            json.WriteStartArray("period");
            json.WriteNumberValue(period.First);
            json.WriteNumberValue(period.Last);
            json.WriteEndArray();
        }
        else json.WriteNull("period");
        WriteSpan(json, plan.Span);
        json.WriteStartArray("tasks");
        foreach (var task in plan.Tasks) WriteTask(json, task);
        json.WriteEndArray();
        json.WriteStartArray("targets");
        foreach (var target in plan.Targets) WriteTarget(json, target);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter json, PolicyTask task)
    {
        json.WriteStartObject();
        WritePath(json, task.Path);
        json.WriteNumber("part", task.Part);
        json.WriteString("kind", Name(task.Kind));
        json.WriteString("title", task.Title);
        json.WriteBoolean("restates", task.Restates);
        json.WriteString("content", task.Content);
        json.WriteString("rule", task.Evidence.RuleId);
        WriteSpan(json, task.Evidence.Span);
        json.WriteStartArray("assignments");
        foreach (var assignment in task.Assignments)
        {
            json.WriteStartObject();
            json.WriteString("role", Name(assignment.Role));
            json.WriteString("unit", assignment.Unit);
            json.WriteString("label", assignment.Label);
            json.WriteString("scope", assignment.Scope);
            WriteEvidence(json, assignment.Evidence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("deadlines");
        foreach (var deadline in task.Deadlines)
        {
            json.WriteStartObject();
            json.WriteString("kind", Name(deadline.Kind));
            WriteDate(json, "due", deadline.Due);
            WriteDate(json, "start", deadline.Start);
            json.WriteString("source", Name(deadline.Source));
            WriteEvidence(json, deadline.Evidence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, Target target)
    {
        json.WriteStartObject();
        WritePath(json, target.Path);
        json.WriteNumber("part", target.Part);
        json.WriteString("indicator", target.Indicator);
        json.WriteString("op", Name(target.Op));
        json.WriteNumber("value", target.Value);
        json.WriteString("unit", target.Unit);
        WriteNumber(json, "year", target.Year);
        WriteNumber(json, "base", target.Base);
        WriteEvidence(json, target.Evidence);
        json.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter json, ImmutableArray<string> path)
    {
        json.WriteStartArray("path");
        foreach (string label in path) json.WriteStringValue(label);
        json.WriteEndArray();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteString("raw", evidence.Raw);
        json.WriteString("rule", evidence.RuleId);
        WriteSpan(json, evidence.Span);
    }

    private static void WriteSpan(Utf8JsonWriter json, TextSpan span)
    {
        json.WriteStartArray("span");
        json.WriteNumberValue(span.Start);
        json.WriteNumberValue(span.End);
        json.WriteEndArray();
    }

    private static void WriteDate(Utf8JsonWriter json, string name, DateOnly? date) =>
        json.WriteString(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
