using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections.Workbook;

/// <summary>Compares a document's rows in a workbook with the document, and makes corrections of the differences.</summary>
internal sealed class DocumentChanges(long documentId, string name, Extraction extraction, CorrectionDraft draft, bool dropRemoved)
{
    private readonly List<Correction> _corrections = [];
    private readonly List<Correction> _added = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _removed = [];

    public WorkbookDocument Of(Dictionary<string, List<WorkbookRow>> sheets, bool isFinished)
    {
        foreach (var sheet in CorrectionSheet.All)
            if (sheets.TryGetValue(sheet.Name, out var rows)) Compare(sheet, rows);
        List<Correction> all = [.. _corrections, .. _added];
        if (isFinished) all.Add(draft.Finish());
        foreach (var correction in all)
            if (CorrectionFields.Problem(correction) is { } problem) _problems.Add($"{correction.Anchor.Words}: {problem}");
        return new WorkbookDocument(documentId, name, _problems.Count == 0 ? [.. all] : [], [.. _problems], [.. _removed]);
    }

    private void Compare(CorrectionSheet sheet, List<WorkbookRow> rows)
    {
        var stored = sheet.Rows(documentId, extraction).ToDictionary(row => row.Key, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            string key = row[CorrectionSheet.Key].ToLowerInvariant();
            if (key.Length == 0)
            {
                if (IsHere(row[CorrectionSheet.Of])) Add(sheet, row);
                continue;
            }
            if (CorrectionSheet.Parse(key)?.Document != documentId) continue;
            if (!stored.TryGetValue(key, out var was)) Complain(row, $"there is no {sheet.Name} row of key {key}");
            else if (!seen.Add(key)) Complain(row, $"the key {key} stands twice; a row that was copied must have an empty key");
            else Compare(sheet, row, was);
        }
        foreach (var (key, row) in stored)
        {
            if (seen.Contains(key)) continue;
            _removed.Add(key);
            if (dropRemoved) _corrections.Add(draft.Drop(row.Fact));
        }
    }

    private void Compare(CorrectionSheet sheet, WorkbookRow row, SheetRow was)
    {
        if (row[CorrectionSheet.Drop].Length > 0)
        {
            _corrections.Add(draft.Drop(was.Fact));
            return;
        }
        var changed = FieldValues.Of(sheet.Fields.Where(field => row.Cells.ContainsKey(field.Name)).Select(field => field.Name)
            .Where(field => row[field] != CellWords.Shown(was.Cells[field]))
            .Select(field => (field, CellWords.ValueOf(sheet.Subject, field, row[field])))
            .Where(each => each.Item2 != was.Cells[each.field]));
        if (changed.Count > 0) _corrections.Add(draft.Change(was.Fact, changed));
        else if (row[CorrectionSheet.LookedAt].Length > 0 && was.Cells[CorrectionSheet.LookedAt] is null) _corrections.Add(draft.Confirm(was.Fact));
    }

    private void Add(CorrectionSheet sheet, WorkbookRow row)
    {
        var values = FieldValues.Of(sheet.Fields.Select(field => (field.Name, Value: CellWords.ValueOf(sheet.Subject, field.Name, row[field.Name]))).Where(each => each.Value is not null));
        if (row[CorrectionSheet.Drop].Length > 0) return;
        if (values.Count == 0)
        {
            Complain(row, "a new row gives no field a value");
            return;
        }
        var owner = CorrectionSheet.Parse(row[CorrectionSheet.Of])!.Value;
        try
        {
            _added.Add(Added(sheet, row, values, owner.Letter, owner.Number));
        }
        catch (ArgumentException fault)
        {
            Complain(row, fault.Message);
        }
    }

    /// <exception cref="ArgumentException">It can't be added; the message says why.</exception>
    private Correction Added(CorrectionSheet sheet, WorkbookRow row, FieldValues values, char letter, int owner)
    {
        if (sheet == CorrectionSheet.Plans) throw new ArgumentException("a plan can't be added in a workbook");
        if (sheet == CorrectionSheet.Tasks)
        {
            var plan = new FactRef(CorrectionSubject.Plan, owner).In(extraction).Plan;
            string words = row[CorrectionSheet.Words].Length > 0 ? row[CorrectionSheet.Words] : values["title"] ?? values["content"] ?? "";
            return draft.AddTask(owner, PathOf(row), DocumentWords.Find(extraction.Document.Text, words, plan.Span), values);
        }
        string said = row[CorrectionSheet.Words].Length > 0 ? row[CorrectionSheet.Words] : values["unit"] ?? "";
        if (letter == 'p') // A goal outside tasks.
            return sheet == CorrectionSheet.Targets
                ? draft.AddGoal(owner, PathOf(row), DocumentWords.Find(extraction.Document.Text, said, new FactRef(CorrectionSubject.Plan, owner).In(extraction).Plan.Span), values)
                : throw new ArgumentException($"in \"of\" must stand the key of a task, such as {CorrectionSheet.KeyOf('t', documentId, 1)}");
        var task = new FactRef(CorrectionSubject.Task, owner).In(extraction);
        return draft.Add(sheet.Subject, owner, DocumentWords.Find(extraction.Document.Text, said, task.Task!.Evidence.Span), values);
    }

    private static ImmutableArray<string> PathOf(WorkbookRow row) => row[CorrectionSheet.Label] is { Length: > 0 } label ? [.. label.Split('#')[0].Split('/')] : [];

    private bool IsHere(string owner) => CorrectionSheet.Parse(owner)?.Document == documentId;

    private void Complain(WorkbookRow row, string problem) => _problems.Add(string.Create(CultureInfo.InvariantCulture, $"sheet {row.Sheet}, row {row.Number}: {problem}"));
}
