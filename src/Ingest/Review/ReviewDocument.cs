using System.Text.Json;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Report;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Trust;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Review;

/// <summary>
/// A document as JSON for the review page: its text once, its blocks as places in it, its facts as the report has them, what is to be checked. Places are
/// <c>[start, end]</c> in UTF-16 code units, as JavaScript counts.
/// </summary>
internal sealed class ReviewDocument
{
    /// <summary>How many changes are told; behind those that are undone others take their place.</summary>
    private const int LongestHistory = 50;

    private readonly StoredDocument _stored;
    private readonly CorrectedDocument _document;
    private readonly Extraction _extraction;
    private readonly Utf8JsonWriter _json;

    private ReviewDocument(StoredDocument stored, CorrectedDocument document, Utf8JsonWriter json) =>
        (_stored, _document, _extraction, _json) = (stored, document, document.Extraction, json);

    /// <summary>Writes a document's members into the present object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="stored">The document.</param>
    /// <param name="corrected">What is known of it, and its corrections.</param>
    /// <param name="units">What its units are called.</param>
    /// <param name="withText">Whether its text and blocks are wanted, which never change.</param>
    public static void Write(Utf8JsonWriter json, StoredDocument stored, CorrectedDocument corrected, StoredUnits units, bool withText)
    {
        var document = new ReviewDocument(stored, corrected, json);
        json.WriteString("sha256", corrected.Extraction.Document.Source.Sha256);
        json.WriteNumber("revision", corrected.Revision);
        if (withText) TextBlocks.Write(json, corrected.Extraction);
        var facts = new ReportData(units);
        facts.AddFacts(stored, corrected.Extraction, withText: true, new ConfidenceRating(corrected.Extraction));
        facts.WriteTo(json);
        document.WriteHistory();
        document.WriteHeads();
        document.WriteFindings();
    }

    /// <summary>Where the facts of the plans' heads stand.</summary>
    private void WriteHeads()
    {
        _json.WriteStartArray("heads");
        var keys = new FactKeys(_stored.Id);
        foreach (var plan in _extraction.Plans)
        {
            foreach (var (field, evidence) in (ReadOnlySpan<(string, Evidence?)>)[("title", plan.TitleEvidence), ("number", plan.DocNumberEvidence), ("issuer", plan.IssuerEvidence), ("issued", plan.IssuedOnEvidence)])
            {
                if (evidence is null) continue;
                _json.WriteStartObject();
                _json.WriteNumber("plan", keys.Plan(plan));
                _json.WriteString("field", field);
                WriteSpan("at", evidence.Span);
                _json.WriteString("rule", evidence.RuleId);
                _json.WriteEndObject();
            }
        }
        _json.WriteEndArray();
        _json.WriteStartArray("planPlaces");
        foreach (var plan in _extraction.Plans)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(plan.Span.Start);
            _json.WriteNumberValue(plan.Span.End);
            _json.WriteEndArray();
        }
        _json.WriteEndArray();
        _json.WriteStartArray("checkedPlans");
        foreach (var plan in _extraction.Plans)
            if (IsChecked(plan)) _json.WriteNumberValue(plan.Ordinal);
        _json.WriteEndArray();
    }

    /// <summary>Whether a person has looked at a plan's head: at each of its facts, or, where it has none, at that.</summary>
    private bool IsChecked(Plan plan)
    {
        var evidence = new[] { plan.TitleEvidence, plan.DocNumberEvidence, plan.IssuerEvidence, plan.IssuedOnEvidence }.OfType<Evidence>().ToList();
        return evidence.Count > 0 ? evidence.TrueForAll(each => each.IsChecked)
            : _document.Corrections.Any(each => each is { State: CorrectionState.Applied, Correction: { Subject: CorrectionSubject.Plan, Action: CorrectionAction.Confirm } } && each.Correction.Anchor.Plan == plan.Ordinal);
    }

    /// <summary>What was done to the document and not undone, the last first; what was stored together is one.</summary>
    private void WriteHistory()
    {
        var made = _document.Corrections.Where(each => each.State != CorrectionState.Undone).Select(each => each.Correction).OrderBy(each => each.Id, StringComparer.Ordinal).ToList();
        _json.WriteBoolean("finished", made.Exists(each => each.Action == CorrectionAction.Finish));
        _json.WriteString("last", _document.Corrections.Select(each => each.Correction.Id).Max(StringComparer.Ordinal) ?? "");
        _json.WriteStartArray("history");
        foreach (var batch in CorrectionBatches.Of(made).AsEnumerable().Reverse().Take(LongestHistory)) CorrectionBatches.Write(_json, batch);
        _json.WriteEndArray();
    }

    private void WriteFindings()
    {
        var keys = new FactKeys(_stored.Id);
        _json.WriteStartArray("findings");
        for (int i = 0; i < _extraction.Findings.Length; i++)
        {
            var finding = _extraction.Findings[i];
            _json.WriteStartObject();
            _json.WriteNumber("id", keys.Finding(i));
            _json.WriteString("code", finding.Code.Name);
            _json.WriteString("severity", GoldJson.Name(finding.Code.Severity));
            if (finding.Plan is { } plan) _json.WriteNumber("plan", plan);
            if (finding.Span is { } span) WriteSpan("at", span);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
    }

    private void WriteSpan(string name, TextSpan span)
    {
        _json.WriteStartArray(name);
        _json.WriteNumberValue(span.Start);
        _json.WriteNumberValue(span.End);
        _json.WriteEndArray();
    }
}
