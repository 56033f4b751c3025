using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Ingest.Trust;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Export;

/// <summary>
/// Writes an extraction as JSON: the form of the gold files, with content, spans and rule ids beside each fact. A span is
/// <c>[start, end]</c>, end exclusive, in Unicode code points of the document's text, as Python slices and as the database counts.
/// </summary>
public sealed class GoldJson
{
    private readonly Utf8JsonWriter _json;
    private readonly CodePointMap _codePoints;
    private readonly ConfidenceRating _confidence;

    private GoldJson(Utf8JsonWriter json, Extraction extraction)
    {
        _json = json;
        _codePoints = new CodePointMap(extraction.Document.Text);
        _confidence = new ConfidenceRating(extraction);
    }

    /// <summary>Options under which Chinese text stays readable.</summary>
    public static JsonWriterOptions Options(bool indented) => new()
    {
        Indented = indented,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one document as a JSON object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="extraction">The document.</param>
    /// <param name="alsoAt">Further paths of the same content.</param>
    public static void Write(Utf8JsonWriter json, Extraction extraction, IEnumerable<string>? alsoAt = null)
    {
        var form = new GoldJson(json, extraction);
        json.WriteStartObject();
        json.WriteString("file", Path.GetFileName(extraction.Document.Source.Path));
        json.WriteString("path", extraction.Document.Source.Path);
        json.WriteString("format", extraction.Document.Source.Format);
        json.WriteString("sha256", extraction.Document.Source.Sha256);
        if (alsoAt is not null && alsoAt.Any())
        {
            json.WriteStartArray("also_at");
            foreach (string path in alsoAt) json.WriteStringValue(path);
            json.WriteEndArray();
        }
        json.WriteStartArray("plans");
        foreach (var plan in extraction.Plans) form.WritePlan(plan);
        json.WriteEndArray();
        json.WriteStartArray("citations");
        foreach (var citation in extraction.Citations) form.WriteCitation(citation);
        json.WriteEndArray();
        form.WriteConfidence(form._confidence.OfDocument());
        form.WriteFindings(extraction);
        json.WriteEndObject();
    }

    /// <summary>Writes what is to be checked in one document as a JSON object: its file and its findings.</summary>
    public static void WriteFindings(Utf8JsonWriter json, Extraction extraction)
    {
        json.WriteStartObject();
        json.WriteString("file", Path.GetFileName(extraction.Document.Source.Path));
        json.WriteString("path", extraction.Document.Source.Path);
        new GoldJson(json, extraction).WriteFindings(extraction);
        json.WriteEndObject();
    }

    /// <summary>The name of an enum's value as the gold files write it.</summary>
    public static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private void WriteFindings(Extraction extraction)
    {
        _json.WriteStartArray("findings");
        foreach (var finding in extraction.Findings) WriteFinding(finding, extraction.Document.Text);
        _json.WriteEndArray();
    }

    private void WriteFinding(Finding finding, string text)
    {
        _json.WriteStartObject();
        _json.WriteString("code", finding.Code.Name);
        _json.WriteString("severity", Name(finding.Code.Severity));
        if (finding.Span is { } span) WriteSpan(span);
        else _json.WriteNull("span");
        _json.WriteString("raw", finding.Span?.Of(text));
        _json.WriteString("message", finding.Code.Message);
        _json.WriteEndObject();
    }

    private void WritePlan(Plan plan)
    {
        _json.WriteStartObject();
        _json.WriteString("title", plan.Title);
        _json.WriteString("kind", Name(plan.Kind));
        _json.WriteString("doc_number", plan.DocNumber);
        _json.WriteString("issuer", plan.Issuer);
        WriteDate("issued_on", plan.IssuedOn);
        if (plan.Period is { } period)
        {
            _json.WriteStartArray("period");
            _json.WriteNumberValue(period.First);
            _json.WriteNumberValue(period.Last);
            _json.WriteEndArray();
        }
        else _json.WriteNull("period");
        WritePlace(plan.Place ?? PlanPlace.None);
        WriteSpan(plan.Span);
        _json.WriteStartArray("tasks");
        foreach (var task in plan.Tasks) WriteTask(task);
        _json.WriteEndArray();
        _json.WriteStartArray("targets");
        foreach (var target in plan.Targets) WriteTarget(target);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WritePlace(PlanPlace place)
    {
        _json.WriteStartObject("place");
        _json.WriteString("province", place.Province);
        _json.WriteString("city", place.City);
        _json.WriteString("county", place.County);
        _json.WriteString("code", place.Code);
        _json.WriteString("level", place.Level is { } level ? Name(level) : null);
        _json.WriteString("source", place.Source is { } source ? Name(source) : null);
        _json.WriteEndObject();
    }

    private void WriteTask(PolicyTask task)
    {
        _json.WriteStartObject();
        WritePath(task.Path);
        _json.WriteNumber("part", task.Part);
        _json.WriteString("kind", Name(task.Kind));
        _json.WriteString("title", task.Title);
        _json.WriteBoolean("restates", task.Restates);
        _json.WriteString("content", task.Content);
        _json.WriteString("rule", task.Evidence.RuleId);
        WriteOrigin(task.Evidence);
        WriteSpan(task.Evidence.Span);
        WriteConfidence(_confidence.Of(task));
        _json.WriteStartArray("assignments");
        foreach (var assignment in task.Assignments)
        {
            _json.WriteStartObject();
            _json.WriteString("role", Name(assignment.Role));
            _json.WriteString("unit", assignment.Unit);
            _json.WriteString("label", assignment.Label);
            _json.WriteString("scope", assignment.Scope);
            WriteEvidence(assignment.Evidence, task.Evidence.Span);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteStartArray("deadlines");
        foreach (var deadline in task.Deadlines)
        {
            _json.WriteStartObject();
            _json.WriteString("kind", Name(deadline.Kind));
            WriteDate("due", deadline.Due);
            WriteDate("start", deadline.Start);
            _json.WriteString("source", Name(deadline.Source));
            WriteEvidence(deadline.Evidence, task.Evidence.Span);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteTarget(Target target)
    {
        _json.WriteStartObject();
        WritePath(target.Path);
        _json.WriteNumber("part", target.Part);
        _json.WriteString("indicator", target.Indicator);
        _json.WriteString("op", Name(target.Op));
        // 30 and 30.0 are one number; the words as written are in raw.
        _json.WriteNumber("value", target.Value / 1.0000000000000000000000000000m);
        _json.WriteString("unit", target.Unit);
        WriteNumber("year", target.Year);
        WriteNumber("base", target.Base);
        WriteEvidence(target.Evidence);
        _json.WriteEndObject();
    }

    private void WriteCitation(Citation citation)
    {
        _json.WriteStartObject();
        _json.WriteString("kind", Name(citation.Kind));
        _json.WriteString("title", citation.Title);
        _json.WriteString("number", citation.DocNumber);
        _json.WriteNumber("start", _codePoints.ToCodePoints(citation.Evidence.Span.Start));
        _json.WriteString("raw", citation.Evidence.Raw);
        _json.WriteString("rule", citation.Evidence.RuleId);
        WriteOrigin(citation.Evidence);
        WriteSpan(citation.Evidence.Span);
        _json.WriteEndObject();
    }

    private void WritePath(ImmutableArray<string> path)
    {
        _json.WriteStartArray("path");
        foreach (string label in path) _json.WriteStringValue(label);
        _json.WriteEndArray();
    }

    private void WriteEvidence(Evidence evidence, TextSpan? around = null)
    {
        _json.WriteString("raw", evidence.Raw);
        _json.WriteString("rule", evidence.RuleId);
        WriteOrigin(evidence);
        WriteSpan(evidence.Span);
        WriteConfidence(_confidence.Of(evidence, around));
    }

    private void WriteConfidence(Confidence confidence)
    {
        _json.WriteString("confidence", Name(confidence.Level));
        _json.WriteStartArray("confidence_reasons");
        foreach (string reason in confidence.Reasons) _json.WriteStringValue(reason);
        _json.WriteEndArray();
    }

    /// <summary>Told only of what a person added or changed.</summary>
    private void WriteOrigin(Evidence evidence)
    {
        if (evidence.Origin == FactOrigin.Person) _json.WriteString("origin", Name(evidence.Origin));
    }

    private void WriteSpan(TextSpan span)
    {
        _json.WriteStartArray("span");
        _json.WriteNumberValue(_codePoints.ToCodePoints(span.Start));
        _json.WriteNumberValue(_codePoints.ToCodePoints(span.End));
        _json.WriteEndArray();
    }

    private void WriteDate(string name, DateOnly? date) =>
        _json.WriteString(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private void WriteNumber(string name, int? number)
    {
        if (number is { } value) _json.WriteNumber(name, value);
        else _json.WriteNull(name);
    }
}
