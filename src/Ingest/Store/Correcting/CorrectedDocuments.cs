using System.Collections.Immutable;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>
/// Keeps a document's facts in step with its corrections: the rules' own reading is kept, the corrections are applied to it, and what comes out is what the tables
/// of facts hold. All within the caller's transaction.
/// </summary>
internal sealed class CorrectedDocuments(StoreWriter writer, SearchIndex search, WordTable words)
{
    private readonly DocumentRows _rows = new(writer);

    /// <summary>Tables on which all hangs that corrections may change; each has its document's number.</summary>
    public static ImmutableArray<StoreTable> FactRoots { get; } = [StoreTable.Findings, StoreTable.DocumentCoverage, StoreTable.Citations, StoreTable.Plans];

    /// <summary>The table of corrections.</summary>
    public CorrectionRows Corrections { get; } = new(writer);

    /// <summary>The revision of a document's corrections; 0 where it never had any.</summary>
    public long Revision(string sha256) => Statement("SELECT revision FROM corrected_documents WHERE sha256 = ?").Bind(1, sha256).Number() ?? 0;

    /// <summary>The hash of a stored document's content, or null.</summary>
    public string? HashOf(long documentId) => Statement("SELECT sha256 FROM documents WHERE document_id = ?").Bind(1, documentId).Texts().FirstOrDefault();

    /// <summary>The number of the stored document of a content, or null.</summary>
    public long? DocumentOf(string sha256) => Statement("SELECT document_id FROM documents WHERE sha256 = ?").Bind(1, sha256).Number();

    /// <summary>The document as its rows say.</summary>
    public Extraction Load(long documentId) => Loading(documentId).Run();

    /// <summary>What the rules alone said of a document.</summary>
    public Extraction ByRules(long documentId, string sha256) =>
        KeptReading(sha256) is { } json ? RulesReading.Read(json, Loading(documentId).Document()) : Load(documentId);

    /// <summary>A document's rows were written anew from its file: what was kept of the rules' former reading is void.</summary>
    public void Forget(string sha256) => Statement("UPDATE corrected_documents SET by_rules = NULL WHERE sha256 = ? AND by_rules IS NOT NULL").Bind(1, sha256).Run();

    /// <summary>A document goes out of the database: its corrections wait for it.</summary>
    public void Release(string sha256)
    {
        Forget(sha256);
        foreach (var stored in Corrections.Of(sha256))
            if (stored.State != CorrectionState.Undone) Corrections.Write(stored with { State = CorrectionState.Waiting, Reason = null });
    }

    /// <summary>The corrections that are to be applied to a document's new version: moved to it, or copied where the former version stays.</summary>
    /// <param name="former">Hash of the former version.</param>
    /// <param name="now">Hash of the new one.</param>
    /// <param name="stays">Whether another file still has the former version.</param>
    public ImmutableArray<StoredCorrection> Carried(string former, string now, bool stays) =>
    [
        .. Corrections.Of(former).Where(stored => !stays || stored.State != CorrectionState.Undone)
            .Select(stored => stays ? stored with { Correction = stored.Correction with { Id = $"{stored.Correction.Id}-{now[..8]}" } } : stored),
    ];

    /// <summary>
    /// Corrections that wait for a document which is stored in another version only: the one file of its name takes them, if the words of at least one are found there.
    /// </summary>
    /// <returns>How many of those that found a document have lost their place.</returns>
    public int Adopt()
    {
        int lost = 0;
        var waiting = Corrections.All().Where(stored => stored.State == CorrectionState.Waiting).GroupBy(stored => stored.Correction.DocumentSha256, StringComparer.Ordinal);
        foreach (var group in waiting.ToList())
        {
            if (DocumentOf(group.Key) is not null) continue;
            var documents = new List<long>();
            var rows = Statement("SELECT DISTINCT document_id FROM files WHERE name = ? AND document_id IS NOT NULL").Bind(1, group.First().Correction.DocumentName);
            while (rows.Step()) documents.Add(rows.Integer(0));
            if (documents.Count != 1 || HashOf(documents[0]) is not { } sha256) continue;
            var ids = group.Select(stored => stored.Correction.Id).ToHashSet(StringComparer.Ordinal);
            var outcomes = Apply(documents[0], sha256, [.. Corrections.Of(sha256), .. group],
                found => found.Any(outcome => outcome.Lost is null && outcome.Correction.Anchor.Words.Length > 0 && ids.Contains(outcome.Correction.Id)));
            if (DocumentHas(ids.First(), sha256)) lost += outcomes.Count(outcome => outcome.Lost is not null && ids.Contains(outcome.Correction.Id));
        }
        return lost;
    }

    private bool DocumentHas(string id, string sha256) => Corrections.Find(id)?.Correction.DocumentSha256 == sha256;

    /// <summary>Applies corrections to what the rules said and writes the facts' rows, the corrections' states and the revision.</summary>
    /// <param name="documentId">The document.</param>
    /// <param name="sha256">Its content.</param>
    /// <param name="all">All of its corrections, undone ones too, with those that are new to it.</param>
    /// <param name="mayWrite">Looks at what became of them; where it says no, nothing is written. Null: whatever became of them.</param>
    /// <returns>What became of them.</returns>
    public ImmutableArray<CorrectionOutcome> Apply(
        long documentId, string sha256, IReadOnlyList<StoredCorrection> all, Func<ImmutableArray<CorrectionOutcome>, bool>? mayWrite = null)
    {
        var byRules = ByRules(documentId, sha256);
        var active = all.Where(stored => stored.State != CorrectionState.Undone).Select(stored => stored.Correction).ToList();
        var corrected = CorrectionApplier.Apply(byRules, active);
        if (mayWrite?.Invoke(corrected.Outcomes) == false) return corrected.Outcomes;
        WriteFacts(documentId, corrected.Extraction);
        foreach (var outcome in corrected.Outcomes)
            Corrections.Write(new StoredCorrection(outcome.Correction, outcome.Lost is null ? CorrectionState.Applied : CorrectionState.Lost, outcome.Lost));
        foreach (var stored in all.Where(stored => stored.State == CorrectionState.Undone))
            Corrections.Write(stored with { Correction = Moved(stored.Correction, sha256) });
        WriteRevision(sha256, byRules, isCorrected: active.Count > 0);
        return corrected.Outcomes;
    }

    /// <summary>Counts the revision up. The rules' reading is kept when the first correction comes, and let go with the last one; in between it is as it was.</summary>
    private void WriteRevision(string sha256, Extraction byRules, bool isCorrected)
    {
        if (isCorrected && Statement("UPDATE corrected_documents SET revision = revision + 1 WHERE sha256 = ? AND by_rules IS NOT NULL RETURNING revision").Bind(1, sha256).Number() is not null) return;
        Statement("""
            INSERT INTO corrected_documents (sha256, revision, by_rules) VALUES (?, 1, ?)
            ON CONFLICT (sha256) DO UPDATE SET revision = revision + 1, by_rules = excluded.by_rules
            """).Bind(1, sha256).Bind(2, isCorrected ? RulesReading.Write(byRules) : null).Run();
    }

    private static Correction Moved(Correction correction, string sha256) => correction.DocumentSha256 == sha256
        ? correction
        : correction with { DocumentSha256 = sha256, CarriedFrom = correction.CarriedFrom ?? correction.DocumentSha256 };

    private void WriteFacts(long documentId, Extraction extraction)
    {
        var units = _rows.Units(documentId);
        // To write a document's texts into the index anew takes longer than all else, and most corrections leave them as they are.
        bool sameTexts = Texts(extraction).SequenceEqual(StoredTexts(documentId));
        bool wasFound = sameTexts ? search.RemoveSums(documentId) : search.Remove(documentId);
        words.Remove(documentId);
        // The units are described before their rows go: what they are called comes from the word lists of the import, which need not be the program's own.
        var facts = ExtractionRows.OfFacts(extraction, Describe);
        foreach (var table in FactRoots) Statement($"DELETE FROM {table.StoredName} WHERE document_id = ?").Bind(1, documentId).Run();
        _rows.Insert(facts.Span, documentId);
        _rows.DropUnused(units);
        if (wasFound && sameTexts) search.AddSums(documentId);
        else if (wasFound) search.Add(documentId);
    }

    private static IEnumerable<(string? Title, string Content, bool Restates)> Texts(Extraction extraction) =>
        extraction.Plans.SelectMany(plan => plan.Tasks).Select(task => (task.Title, task.Content, task.Restates));

    private List<(string? Title, string Content, bool Restates)> StoredTexts(long documentId)
    {
        var texts = new List<(string?, string, bool)>();
        var rows = Statement("SELECT title, content, restates FROM tasks WHERE task_id BETWEEN ? AND ? ORDER BY task_id")
            .Bind(1, RowKey.Of(documentId, 0)).Bind(2, RowKey.Of(documentId + 1, 0) - 1);
        while (rows.Step()) texts.Add((rows.Text(0), rows.Text(1)!, rows.Integer(2) == 1));
        return texts;
    }

    private ExtractionLoad Loading(long documentId)
    {
        string path = Statement("SELECT min(path) FROM files WHERE document_id = ?").Bind(1, documentId).Texts().FirstOrDefault("");
        return new ExtractionLoad(writer.Connection, new StoredDocument(documentId, [path]));
    }

    private UnitName Describe(string name)
    {
        var row = Statement("SELECT canonical, level, is_group FROM units WHERE name = ?").Bind(1, name);
        if (!row.Step()) return UnitNames.Describe(name);
        var stored = new UnitName(row.Text(0)!, row.Text(1), row.Integer(2) == 1);
        while (row.Step())
        {
        }
        return stored;
    }

    private string? KeptReading(string sha256) =>
        Statement("SELECT by_rules FROM corrected_documents WHERE sha256 = ? AND by_rules IS NOT NULL").Bind(1, sha256).Texts().FirstOrDefault();

    private PreparedStatement Statement(string sql) => writer.Statement(sql);
}
