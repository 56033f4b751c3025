using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Queries;
using PolicyIngest.Ingest.Trust;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>
/// The facts as JSON for the page's script: lists that name each other by key. A place, <c>at</c>, is <c>[start, end]</c> in UTF-16 code units of
/// the document's text, as JavaScript counts; where the text is not in the page, it is the words themselves.
/// </summary>
internal sealed class ReportData(StoredUnits units)
{
    private readonly Dictionary<string, JsonList> _lists = new(StringComparer.Ordinal);
    private readonly HashSet<string> _units = new(StringComparer.Ordinal);

    /// <summary>Chinese stays readable; what could end the script element or begin another (&lt;, &amp;) is escaped.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Adds a document with its facts, its text, whom it cites and what is to be checked.</summary>
    public void Add(StoredDocument stored, Extraction extraction, ImmutableArray<CitedDocument> cited, bool withText)
    {
        AddFacts(stored, extraction, withText);
        if (withText) AddText(stored.Id, extraction);
        foreach (var (citation, document) in extraction.Citations.Zip(cited)) AddCitation(stored.Id, citation, document, withText);
        foreach (var diagnostic in extraction.Document.Diagnostics.Concat(extraction.Diagnostics))
            AddDiagnostic(stored.Id, diagnostic.Severity > DiagnosticSeverity.Info, GoldJson.Name(diagnostic.Severity), diagnostic.Code, diagnostic.Message, diagnostic.Span);
        foreach (var finding in extraction.Findings)
            AddDiagnostic(stored.Id, finding.Code.Severity > FindingSeverity.Info, GoldJson.Name(finding.Code.Severity), finding.Code.Name, finding.Code.Message, finding.Span);
    }

    /// <summary>How many things a person should look at.</summary>
    public int ToCheck { get; private set; }

    /// <summary>All messages of what is to be checked, in English.</summary>
    public HashSet<string> Messages { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a document with its facts.</summary>
    public void AddFacts(StoredDocument stored, Extraction extraction, bool withText, ConfidenceRating? confidence = null)
    {
        var document = extraction.Document;
        var json = List("documents");
        json.WriteStartObject();
        json.WriteNumber("id", stored.Id);
        json.WriteString("name", document.Source.Path[(document.Source.Path.LastIndexOf('/') + 1)..]);
        json.WriteStartArray("paths");
        foreach (string path in stored.Paths) json.WriteStringValue(path);
        json.WriteEndArray();
        json.WriteString("format", document.Source.Format);
        json.WriteNumber("size", document.Source.Size);
        json.WriteNumber("length", document.Text.Length);
        json.WriteBoolean("text", withText);
        if (extraction.Plans.IsEmpty) json.WriteString("opening", FirstLine(document.Text, 0));
        json.WriteEndObject();
        var facts = new DocumentFacts(this, stored.Id, document.Text, withText, confidence);
        foreach (var plan in extraction.Plans) facts.Add(plan);
    }

    /// <summary>Adds a file that gave nothing.</summary>
    public void Add(UnusedFile file)
    {
        var json = List("unused");
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("status", file.Status);
        json.WriteString("code", file.Code);
        json.WriteString("reason", file.Reason);
        json.WriteBoolean("former", file.FormerVersion is not null);
        json.WriteEndObject();
    }

    /// <summary>Writes all lists as members of the present object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        foreach (string name in (ReadOnlySpan<string>)["documents", "plans", "tasks", "assignments", "deadlines", "targets", "units", "citations", "diagnostics", "unused", "texts"])
        {
            List(name);
            json.WritePropertyName(name);
            json.WriteRawValue(_lists[name].Close(), skipInputValidation: true);
        }
    }

    private Utf8JsonWriter List(string name)
    {
        if (!_lists.TryGetValue(name, out var list)) _lists.Add(name, list = new JsonList());
        return list.Json;
    }

    private void AddDiagnostic(long document, bool needsHuman, string severity, string code, string message, TextSpan? place)
    {
        if (!needsHuman) return;
        ToCheck++;
        Messages.Add(message);
        var json = List("diagnostics");
        json.WriteStartObject();
        json.WriteNumber("document", document);
        json.WriteString("severity", severity);
        json.WriteString("code", code);
        json.WriteString("message", message);
        if (place is { } span) WriteSpan(json, span);
        json.WriteEndObject();
    }

    private void AddUnit(string name)
    {
        if (!_units.Add(name)) return;
        var known = units.Describe(name);
        var json = List("units");
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("canonical", known.Canonical);
        if (known.Level is not null) json.WriteString("level", known.Level);
        if (known.IsGroup) json.WriteBoolean("group", true);
        json.WriteEndObject();
    }

    private void AddText(long document, Extraction extraction)
    {
        var json = List("texts");
        json.WriteStartObject();
        json.WriteNumber("id", document);
        TextBlocks.Write(json, extraction);
        json.WriteEndObject();
    }

    private void AddCitation(long document, Citation citation, CitedDocument cited, bool withText)
    {
        var json = List("citations");
        json.WriteStartObject();
        json.WriteNumber("document", document);
        json.WriteString("kind", GoldJson.Name(citation.Kind));
        if (citation.Title is not null) json.WriteString("title", citation.Title);
        if (citation.DocNumber is not null) json.WriteString("number", citation.DocNumber);
        json.WriteString("key", cited.Key);
        if (cited.Plan is { } plan) json.WriteNumber("plan", plan);
        if (withText) WriteSpan(json, citation.Evidence.Span);
        else json.WriteString("at", citation.Evidence.Raw);
        json.WriteEndObject();
    }

    /// <summary>The first line with words from a place on, so that what has no title can be told apart.</summary>
    internal static string FirstLine(string text, int start)
    {
        const int Longest = 60;
        foreach (var line in text.AsSpan(start).EnumerateLines())
        {
            var words = line.Trim();
            if (words.IsEmpty) continue;
            if (words.Length <= Longest) return words.ToString();
            return string.Concat(words[..(char.IsHighSurrogate(words[Longest - 1]) ? Longest - 1 : Longest)], "…");
        }
        return "";
    }

    private static void WriteSpan(Utf8JsonWriter json, TextSpan span, string name = "at")
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(span.Start);
        json.WriteNumberValue(span.End);
        json.WriteEndArray();
    }

    private static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A JSON array that grows.</summary>
    private sealed class JsonList
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(4096);

        public JsonList()
        {
            Json = new Utf8JsonWriter(_bytes, Options);
            Json.WriteStartArray();
        }

        public Utf8JsonWriter Json { get; }

        public ReadOnlySpan<byte> Close()
        {
            Json.WriteEndArray();
            Json.Flush();
            return _bytes.WrittenSpan;
        }
    }

    /// <summary>The facts of one document.</summary>
    private sealed class DocumentFacts(ReportData data, long document, string text, bool withText, ConfidenceRating? confidence)
    {
        private readonly FactKeys _keys = new(document);

        public void Add(Plan plan)
        {
            long key = _keys.Plan(plan);
            var json = data.List("plans");
            json.WriteStartObject();
            json.WriteNumber("id", key);
            json.WriteNumber("document", document);
            json.WriteString("kind", GoldJson.Name(plan.Kind));
            json.WriteString("title", plan.Title);
            if (plan.Title is null) json.WriteString("opening", FirstLine(text, plan.Span.Start));
            json.WriteString("number", plan.DocNumber);
            json.WriteString("issuer", plan.Issuer);
            json.WriteString("issued", Iso(plan.IssuedOn));
            if (plan.Period is { } period)
            {
                json.WriteNumber("first", period.First);
                json.WriteNumber("last", period.Last);
            }
            if (plan.Place is { } place && place != PlanPlace.None)
            {
                json.WriteStartArray("place");
                json.WriteStringValue(place.Province);
                json.WriteStringValue(place.City);
                json.WriteStringValue(place.County);
                json.WriteStringValue(place.Level is { } level ? GoldJson.Name(level) : null);
                json.WriteEndArray();
            }
            json.WriteEndObject();
            var sections = new SectionNames(plan);
            var tasks = new List<long>();
            foreach (var task in plan.Tasks) tasks.Add(AddTask(task, key, sections.Above(task)));
            var taskOf = new TargetTasks(plan.Tasks);
            foreach (var target in plan.Targets) AddTarget(target, key, taskOf.IndexOf(target) is { } index ? tasks[index] : null);
        }

        private long AddTask(PolicyTask task, long plan, ImmutableArray<string> section)
        {
            long key = _keys.NextTask();
            var json = data.List("tasks");
            json.WriteStartObject();
            json.WriteNumber("id", key);
            json.WriteNumber("plan", plan);
            json.WriteString("path", string.Join('/', task.Path));
            if (task.Part > 1) json.WriteNumber("part", task.Part);
            json.WriteString("kind", GoldJson.Name(task.Kind));
            if (task.Restates) json.WriteBoolean("restates", true);
            if (task.Title is not null) json.WriteString("title", task.Title);
            json.WriteStartArray("section");
            foreach (string heading in section) json.WriteStringValue(heading);
            json.WriteEndArray();
            WriteContent(json, task);
            WriteEvidence(json, task.Evidence, confidence?.Of(task));
            json.WriteEndObject();
            foreach (var unit in task.Assignments) AddAssignment(unit, key, task.Evidence.Span);
            foreach (var deadline in task.Deadlines) AddDeadline(deadline, key, task.Evidence.Span);
            return key;
        }

        /// <summary>The task's own words, without number, title and responsibility: their place where they stand so in the text, else themselves.</summary>
        private void WriteContent(Utf8JsonWriter json, PolicyTask task)
        {
            var span = task.Evidence.Span;
            int at = withText ? text.IndexOf(task.Content, span.Start, span.Length, StringComparison.Ordinal) : -1;
            if (task.Content.Length == 0) return;
            if (at < 0) json.WriteString("content", task.Content);
            else WriteSpan(json, new TextSpan(at, at + task.Content.Length), "content");
        }

        private void AddAssignment(Assignment assignment, long task, TextSpan around)
        {
            data.AddUnit(assignment.Unit);
            var json = data.List("assignments");
            json.WriteStartObject();
            json.WriteNumber("id", _keys.NextAssignment());
            json.WriteNumber("task", task);
            json.WriteString("role", GoldJson.Name(assignment.Role));
            json.WriteString("unit", assignment.Unit);
            json.WriteString("label", assignment.Label);
            if (assignment.Scope is not null) json.WriteString("scope", assignment.Scope);
            WriteEvidence(json, assignment.Evidence, confidence?.Of(assignment.Evidence, around));
            json.WriteEndObject();
        }

        private void AddDeadline(Deadline deadline, long task, TextSpan around)
        {
            var json = data.List("deadlines");
            json.WriteStartObject();
            json.WriteNumber("id", _keys.NextDeadline());
            json.WriteNumber("task", task);
            json.WriteString("kind", GoldJson.Name(deadline.Kind));
            if (deadline.Due is not null) json.WriteString("due", Iso(deadline.Due));
            if (deadline.Start is not null) json.WriteString("start", Iso(deadline.Start));
            json.WriteString("source", GoldJson.Name(deadline.Source));
            WriteEvidence(json, deadline.Evidence, confidence?.Of(deadline.Evidence, around));
            json.WriteEndObject();
        }

        private void AddTarget(Target target, long plan, long? task)
        {
            var json = data.List("targets");
            json.WriteStartObject();
            json.WriteNumber("id", _keys.NextTarget());
            json.WriteNumber("plan", plan);
            if (task is not null) json.WriteNumber("task", task.Value);
            json.WriteString("path", string.Join('/', target.Path));
            json.WriteString("indicator", target.Indicator);
            json.WriteString("op", GoldJson.Name(target.Op));
            json.WriteNumber("value", (double)target.Value);
            if (target.Unit is not null) json.WriteString("unit", target.Unit);
            if (target.Year is not null) json.WriteNumber("year", target.Year.Value);
            if (target.Base is not null) json.WriteNumber("base", target.Base.Value);
            WriteEvidence(json, target.Evidence, confidence?.Of(target.Evidence));
            json.WriteEndObject();
        }

        /// <summary>Where a fact stands; what speaks against it, where something does and it was asked for.</summary>
        private void WriteEvidence(Utf8JsonWriter json, Evidence evidence, Confidence? trust)
        {
            if (trust is { Level: > ConfidenceLevel.High })
            {
                json.WriteString("unsure", GoldJson.Name(trust.Level));
                json.WriteString("why", trust.Why);
            }
            json.WriteString("rule", evidence.RuleId);
            if (evidence.Origin == FactOrigin.Person) json.WriteString("origin", GoldJson.Name(evidence.Origin));
            if (evidence.IsChecked) json.WriteBoolean("checked", true);
            if (withText) WriteSpan(json, evidence.Span);
            else json.WriteString("at", evidence.Raw);
        }
    }
}
