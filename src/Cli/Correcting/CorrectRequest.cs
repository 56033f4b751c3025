using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Correcting;

/// <summary>What <c>correct</c> is asked to do with one document, as written on the command line.</summary>
/// <param name="Document">Number, path or file's name; null where <paramref name="Fact"/> says it.</param>
/// <param name="Fact">Key of a fact: a12000003; or null.</param>
/// <param name="Task">Labels of a task, 二/(一)/1, with #2 for its second part; or null.</param>
/// <param name="Plan">Number of the plan, from 1; null where there is only one or the labels say enough.</param>
/// <param name="Set">Fields with new values, <c>title=…</c>.</param>
/// <param name="Added">What is added: subject and its fields, <c>role=lead,unit=…,words=…</c>.</param>
/// <param name="Drop">Whether it is dropped.</param>
/// <param name="Confirm">Whether it is confirmed.</param>
/// <param name="Finish">Whether the document is finished.</param>
internal sealed partial record CorrectRequest(
    string? Document, string? Fact, string? Task, int? Plan, string[] Set, ImmutableArray<(CorrectionSubject Subject, string Fields)> Added, bool Drop, bool Confirm, bool Finish)
{
    private static readonly (char Letter, CorrectionSubject Subject)[] Letters =
    [
        ('a', CorrectionSubject.Assignment), ('d', CorrectionSubject.Deadline), ('g', CorrectionSubject.Target), ('t', CorrectionSubject.Task), ('p', CorrectionSubject.Plan),
    ];

    /// <summary>The number of the document that is meant.</summary>
    /// <param name="store">The database.</param>
    /// <param name="database">What it is called in messages.</param>
    /// <exception cref="UsageException">It is not said which, or there is no such.</exception>
    public long DocumentId(ICorrections store, string database)
    {
        if (Fact is not null) return KeyOfFact().Document;
        return Document is not null ? StoredDocuments.Find(store, database, Document).Id : throw new UsageException("no document is named; name it with --document, or a fact with --fact");
    }

    /// <summary>The corrections that are asked for.</summary>
    /// <param name="extraction">The document as it stands now.</param>
    /// <param name="draft">Makes them.</param>
    /// <exception cref="UsageException">They can't be made as asked.</exception>
    public ImmutableArray<Correction> Corrections(Extraction extraction, CorrectionDraft draft)
    {
        try
        {
            var corrections = ImmutableArray.CreateBuilder<Correction>();
            if (Set.Length > 0) corrections.Add(draft.Change(Subject(extraction), Values(Set)));
            foreach (var (subject, fields) in Added) corrections.Add(Add(extraction, draft, subject, Values(Fields().Split(fields))));
            if (Confirm && Task is not null) corrections.AddRange(draft.ConfirmAll(TaskNumber(extraction)));
            else if (Confirm) corrections.Add(draft.Confirm(Subject(extraction)));
            if (Drop) corrections.Add(draft.Drop(Subject(extraction)));
            if (Finish) corrections.Add(draft.Finish());
            if (corrections.Count == 0) throw new UsageException("nothing is to be done; give --set, --add-assignment, --add-deadline, --add-target, --drop, --confirm or --finish");
            foreach (var correction in corrections)
                if (CorrectionFields.Problem(correction) is { } problem) throw new UsageException(problem);
            return corrections.ToImmutable();
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(fault.Message);
        }
    }

    private Correction Add(Extraction extraction, CorrectionDraft draft, CorrectionSubject subject, FieldValues values)
    {
        string words = values["words"] ?? values["unit"] ?? "";
        var fields = values.Only(CorrectionFields.Of(subject));
        if (values.Count > fields.Count + (values.Has("words") ? 1 : 0))
            throw new UsageException($"{values.First(each => each.Key != "words" && !fields.Has(each.Key)).Key}: there is no such field; there are {string.Join(", ", CorrectionFields.Of(subject))} and words");
        int number = TaskNumber(extraction);
        var task = new FactRef(CorrectionSubject.Task, number);
        return draft.Add(subject, number, DocumentWords.Find(extraction.Document.Text, words, Place(extraction, task)), fields);
    }

    private static TextSpan Place(Extraction extraction, FactRef task) => extraction.Plans.SelectMany(plan => plan.Tasks).ElementAt(task.Number - 1).Evidence.Span;

    private FactRef Subject(Extraction extraction)
    {
        if (Fact is not null) return new FactRef(KeyOfFact().Subject, KeyOfFact().Number);
        if (Task is not null) return new FactRef(CorrectionSubject.Task, TaskNumber(extraction));
        if (Plan is null && extraction.Plans.Length != 1)
            throw new UsageException($"the document has {extraction.Plans.Length} plans; say which with --plan, or a task with --task");
        return new FactRef(CorrectionSubject.Plan, Plan ?? 1);
    }

    /// <summary>The task's number in the document, from 1.</summary>
    private int TaskNumber(Extraction extraction)
    {
        if (Fact is not null && KeyOfFact() is { Subject: CorrectionSubject.Task } key) return key.Number;
        if (Task is null) throw new UsageException("no task is named; name it with --task, such as --task '二/(一)/1'");
        var (path, part) = Task.LastIndexOf('#') is var at and > 0 && int.TryParse(Task.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (Task[..at], number)
            : (Task, 1);
        var found = extraction.Plans.SelectMany(plan => plan.Tasks, (plan, task) => (plan, task)).Select((each, index) => (each.plan, each.task, Number: index + 1))
            .Where(each => string.Join('/', each.task.Path) == path && each.task.Part == part && (Plan is null || each.plan.Ordinal == Plan - 1)).ToList();
        if (found.Count == 1) return found[0].Number;
        throw new UsageException(found.Count == 0
            ? $"{Task}: the document has no such task; the column label of v_task has their labels"
            : $"{Task}: {found.Count} tasks have these labels; say which plan with --plan, or name the task by its key with --fact");
    }

    private (CorrectionSubject Subject, long Document, int Number) KeyOfFact()
    {
        if (Fact!.Length > 1 && long.TryParse(Fact.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out long key))
            foreach (var (letter, subject) in Letters)
                if (letter == Fact[0]) return (subject, key / 1_000_000, (int)(key % 1_000_000));
        throw new UsageException($"{Fact}: it is no key of a fact; a12000003 is assignment 12000003, d a deadline, g a target, t a task, p a plan");
    }

    private static FieldValues Values(IEnumerable<string> assignments) => FieldValues.Of(assignments.Select(each =>
    {
        int at = each.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0) throw new UsageException($"{each}: it is no field with a value, such as title=清理河道");
        return (each[..at].Trim(), at + 1 < each.Length ? each[(at + 1)..] : null);
    }));

    // role=lead,unit=市水利局,words=市水利局、市财政局: a comma parts fields where a name with = follows it.
    [GeneratedRegex(",(?=[a-z_]+=)")]
    private static partial Regex Fields();
}
