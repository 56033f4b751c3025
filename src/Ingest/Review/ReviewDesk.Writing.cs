using System.Text.Json;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Report;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Review;

/// <summary>How a change of a document ended.</summary>
/// <param name="Status">Whether it is stored.</param>
/// <param name="Json">The document's facts as they are now, also after a conflict; empty where it was refused.</param>
/// <param name="Reason">Why it was refused; else null.</param>
public sealed record ReviewAnswer(CorrectionStatus Status, byte[] Json, string? Reason);

/// <summary>The desk's writing side.</summary>
public sealed partial class ReviewDesk
{
    /// <summary>Changes facts of a document, all or none.</summary>
    /// <param name="id">The document.</param>
    /// <param name="seen">The revision that the page has seen.</param>
    /// <param name="last">The last correction that the page knows of.</param>
    /// <param name="changes">What is to be changed.</param>
    public ReviewAnswer Change(long id, long seen, string last, JsonElement changes) => Write(id, seen, last, document =>
        _store.Append(id, AskedChanges.ToCorrections(changes, document.Extraction, Draft(document)), seen));

    /// <summary>Takes corrections back.</summary>
    /// <param name="id">The document.</param>
    /// <param name="seen">The revision that the page has seen.</param>
    /// <param name="last">The last correction that the page knows of.</param>
    /// <param name="corrections">Their ids.</param>
    public ReviewAnswer Undo(long id, long seen, string last, IReadOnlyList<string> corrections) => Write(id, seen, last, _ => _store.Undo(corrections, seen));

    /// <summary>Brings corrections back.</summary>
    /// <param name="id">The document.</param>
    /// <param name="seen">The revision that the page has seen.</param>
    /// <param name="last">The last correction that the page knows of.</param>
    /// <param name="corrections">Their ids.</param>
    public ReviewAnswer Redo(long id, long seen, string last, IReadOnlyList<string> corrections) => Write(id, seen, last, _ => _store.Redo(corrections, seen));

    /// <summary>Gives a unit another name in several places, in whatever documents; a place where it is called otherwise by now is left alone.</summary>
    /// <param name="id">The document that the page shows.</param>
    /// <param name="from">The name that it has.</param>
    /// <param name="to">The name that it gets.</param>
    /// <param name="assignments">Keys of the assignments.</param>
    public byte[] Rename(long id, string from, string to, IReadOnlyList<long> assignments)
    {
        lock (_turn)
        {
            int changed = 0;
            foreach (var places in assignments.Distinct().GroupBy(RowKey.DocumentOf))
            {
                if (_store.Load(places.Key) is not { } document) continue;
                var draft = Draft(document);
                var names = document.Extraction.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Select(assignment => assignment.Unit).ToList();
                var corrections = places.Order().Select(RowKey.NumberOf).Where(number => number > 0 && number <= names.Count && names[number - 1] == from)
                    .Select(number => draft.Change(new FactRef(CorrectionSubject.Assignment, number), FieldValues.Of(("unit", to)))).ToList();
                if (corrections.Count > 0 && _store.Append(places.Key, corrections, document.Revision).Status == CorrectionStatus.Stored) changed += corrections.Count;
            }
            return Json(json =>
            {
                json.WriteNumber("changed", changed);
                json.WriteNumber("left", assignments.Count - changed);
                WriteFresh(json, id);
            });
        }
    }

    /// <summary>All corrections that are in force, as the portable file has them.</summary>
    public byte[] CorrectionsFileBytes()
    {
        lock (_turn) return CorrectionsFile.Write(_store.List().Where(each => each.State != CorrectionState.Undone).Select(each => each.Correction));
    }

    private ReviewAnswer Write(long id, long seen, string last, Func<CorrectedDocument, CorrectionResult> change)
    {
        lock (_turn)
        {
            // The keys in the changes are those of the revision that the page has seen: in another one they may be other facts'.
            var document = Load(id).Document;
            var result = document.Revision == seen ? change(document) : new CorrectionResult(CorrectionStatus.Conflict, document.Revision, []);
            return result.Status switch
            {
                CorrectionStatus.Stored => new ReviewAnswer(result.Status, Json(json => WriteFresh(json, id)), null),
                CorrectionStatus.Conflict => new ReviewAnswer(result.Status, Json(json =>
                {
                    WriteFresh(json, id);
                    WriteOthers(json, id, last);
                }), null),
                CorrectionStatus.Refused => new ReviewAnswer(result.Status, [], result.Reason),
                _ => throw new ReviewException("there is no such document any more"),
            };
        }
    }

    private void WriteFresh(Utf8JsonWriter json, long id)
    {
        var kept = Load(id);
        json.WriteNumber("version", _version);
        ReviewDocument.Write(json, kept.Stored, kept.Document, _units!, withText: false);
    }

    /// <summary>What was corrected behind the last correction that the page knows of.</summary>
    private void WriteOthers(Utf8JsonWriter json, long id, string last)
    {
        var others = Load(id).Document.Corrections.Select(each => each.Correction).Where(each => string.CompareOrdinal(each.Id, last) > 0).OrderBy(each => each.Id, StringComparer.Ordinal).ToList();
        json.WriteStartArray("others");
        foreach (var batch in CorrectionBatches.Of(others)) CorrectionBatches.Write(json, batch);
        json.WriteEndArray();
    }

    private CorrectionDraft Draft(CorrectedDocument document) => new(document.Extraction, _who, DateTime.UtcNow);
}
