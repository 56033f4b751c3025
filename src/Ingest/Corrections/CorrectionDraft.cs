using System.Collections.Immutable;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>
/// Makes corrections of a document as it is stored now, with anchors that find their places again. Drafts have no id, which they get when they
/// are stored; who made them, when and why is given here for all of them.
/// </summary>
/// <param name="extraction">The document as it stands now, former corrections applied.</param>
/// <param name="who">Who makes them; not empty.</param>
/// <param name="when">When, UTC.</param>
/// <param name="why">Why; may be empty.</param>
public sealed class CorrectionDraft(Extraction extraction, string who, DateTime when, string why = "")
{
    private readonly Anchors _anchors = new(extraction.Document.Text);

    /// <summary>Gives a fact, task or plan other values; fields that are not named stay.</summary>
    /// <param name="fact">Which.</param>
    /// <param name="now">The new values.</param>
    /// <param name="place">For a plan, where the new value stands; else, and where it is null, the fact's own place.</param>
    /// <exception cref="ArgumentException">There is no such fact.</exception>
    public Correction Change(FactRef fact, FieldValues now, TextSpan? place = null) => Of(CorrectionAction.Change, fact, now, place);

    /// <summary>Takes a fact, task or plan out; a task with all that hangs on it.</summary>
    /// <exception cref="ArgumentException">There is no such fact.</exception>
    public Correction Drop(FactRef fact) => Of(CorrectionAction.Drop, fact, FieldValues.Empty, null);

    /// <summary>Says that a fact, a task's own fields, a plan's head or a finding was looked at and is right as it is.</summary>
    /// <exception cref="ArgumentException">There is no such fact.</exception>
    public Correction Confirm(FactRef fact) => fact.Subject == CorrectionSubject.Finding
        ? ConfirmFinding(fact.Number)
        : Of(CorrectionAction.Confirm, fact, FieldValues.Empty, null);

    /// <summary>Says that a task and all its assignments, deadlines and targets were looked at and are right.</summary>
    /// <param name="task">Number of the task in the document, from 1.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public ImmutableArray<Correction> ConfirmAll(int task)
    {
        var found = new FactRef(CorrectionSubject.Task, task).In(extraction);
        return
        [
            Confirm(new FactRef(CorrectionSubject.Task, task)),
            .. found.Task!.Assignments.Select(fact => Of(CorrectionAction.Confirm, found with { Fact = fact }, FieldValues.Empty, null)),
            .. found.Task.Deadlines.Select(fact => Of(CorrectionAction.Confirm, found with { Fact = fact }, FieldValues.Empty, null)),
            .. found.Plan.Targets.Where(target => target.Part == found.Task.Part && target.Path.SequenceEqual(found.Task.Path))
                .Select(fact => Of(CorrectionAction.Confirm, found with { Fact = fact }, FieldValues.Empty, null)),
        ];
    }

    /// <summary>Adds an assignment, deadline or target to a task, from words of the document.</summary>
    /// <param name="subject">What is added.</param>
    /// <param name="task">Number of the task in the document, from 1.</param>
    /// <param name="place">The words that say so; they need not stand in the task.</param>
    /// <param name="now">Its fields: role and unit, kind and due, indicator, op and value …</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public Correction Add(CorrectionSubject subject, int task, TextSpan place, FieldValues now)
    {
        var found = new FactRef(CorrectionSubject.Task, task).In(extraction);
        return New(CorrectionAction.Add, subject, FieldValues.Empty, now, AnchorIn(found, place));
    }

    /// <summary>Adds a target that belongs to a section of goals and to no task.</summary>
    /// <param name="plan">Number of the plan in the document, from 1.</param>
    /// <param name="path">Labels of the section.</param>
    /// <param name="place">The words that say so.</param>
    /// <param name="now">Its fields: indicator, op, value, unit, year, base.</param>
    /// <exception cref="ArgumentException">There is no such plan.</exception>
    public Correction AddGoal(int plan, ImmutableArray<string> path, TextSpan place, FieldValues now) =>
        New(CorrectionAction.Add, CorrectionSubject.Target, FieldValues.Empty, now, AnchorIn(plan, path, 1, place));

    /// <summary>Adds a task that no rule found.</summary>
    /// <param name="plan">Number of the plan in the document, from 1.</param>
    /// <param name="path">Its labels; where a task has them already it becomes its next part.</param>
    /// <param name="place">All of its words.</param>
    /// <param name="now">Its fields: title, kind, content; content is else all of its words.</param>
    /// <exception cref="ArgumentException">There is no such plan.</exception>
    public Correction AddTask(int plan, ImmutableArray<string> path, TextSpan place, FieldValues now) =>
        New(CorrectionAction.Add, CorrectionSubject.Task, FieldValues.Empty, now, AnchorIn(plan, path, 0, place));

    /// <summary>Cuts a task in two before a word.</summary>
    /// <param name="task">Number of the task in the document, from 1.</param>
    /// <param name="at">Where the second part begins, in UTF-16 code units of the document's text; inside the task.</param>
    /// <exception cref="ArgumentException">There is no such task, or the place is not inside it.</exception>
    public Correction Split(int task, int at)
    {
        var found = new FactRef(CorrectionSubject.Task, task).In(extraction);
        var whole = found.Task!.Evidence.Span;
        if (at <= whole.Start || at >= whole.End) throw new ArgumentException($"the task can't be split at {at}; it stands at {whole}");
        var place = _anchors.HeadOf(new TextSpan(at, whole.End));
        var words = FieldValues.Of((CorrectionFields.Split, place.Of(extraction.Document.Text)));
        return New(CorrectionAction.Change, CorrectionSubject.Task, WasOf(found, words), words, AnchorIn(found, place));
    }

    /// <summary>Makes the task behind a task part of it.</summary>
    /// <param name="task">Number of the first task in the document, from 1.</param>
    /// <exception cref="ArgumentException">There is no such task, or none behind it in its plan.</exception>
    public Correction Join(int task)
    {
        var found = new FactRef(CorrectionSubject.Task, task).In(extraction);
        int index = found.Plan.Tasks.IndexOf(found.Task!) + 1;
        if (index >= found.Plan.Tasks.Length) throw new ArgumentException("there is no task behind it in its plan");
        var words = FieldValues.Of((CorrectionFields.Join, HeadOf(found.Plan.Tasks[index].Evidence.Span)));
        return New(CorrectionAction.Change, CorrectionSubject.Task, WasOf(found, words), words, AnchorIn(found, null));
    }

    /// <summary>Says that the whole document was looked at and nothing is wrong or missing any more.</summary>
    public Correction Finish() => New(CorrectionAction.Finish, CorrectionSubject.Document, FieldValues.Empty, FieldValues.Empty, CorrectionAnchor.Document);

    private Correction ConfirmFinding(int number)
    {
        if (number < 1 || number > extraction.Findings.Length) throw new ArgumentException($"the document has no finding number {number}");
        var finding = extraction.Findings[number - 1];
        var anchor = finding.Span is { IsEmpty: false } span ? _anchors.Of(span, finding.Plan, [], 0, "") : CorrectionAnchor.Document;
        return New(CorrectionAction.Confirm, CorrectionSubject.Finding, FieldValues.Of(("code", finding.Code.Name)), FieldValues.Empty, anchor);
    }

    private Correction Of(CorrectionAction action, FactRef fact, FieldValues now, TextSpan? place) => Of(action, fact.In(extraction), now, place);

    private Correction Of(CorrectionAction action, FoundFact found, FieldValues now, TextSpan? place) =>
        New(action, SubjectOf(found.Fact), WasOf(found, now), now, AnchorIn(found, place));

    private static CorrectionSubject SubjectOf(object fact) => fact switch
    {
        Assignment => CorrectionSubject.Assignment,
        Deadline => CorrectionSubject.Deadline,
        Target => CorrectionSubject.Target,
        PolicyTask => CorrectionSubject.Task,
        _ => CorrectionSubject.Plan,
    };

    private static FieldValues WasOf(FoundFact found, FieldValues now)
    {
        switch (found.Fact)
        {
            case Assignment fact:
                return AssignmentForm.Only.Was(fact);
            case Deadline fact:
                return DeadlineForm.Only.Was(fact);
            case Target fact:
                return TargetForm.Only.Was(fact);
            case PolicyTask task:
                // The content may be long, and whoever changes something else has not judged it.
                var values = ItemForms.Values(task);
                return values.Only(CorrectionFields.Of(CorrectionSubject.Task).Where(field => field != "content" || now.Has("content")))
                    .With(FieldValues.Of((CorrectionFields.Rule, task.Evidence.RuleId)));
            default:
                var plan = (Plan)found.Fact;
                string? rule = now.Count == 1 ? ItemForms.RuleOf(plan, now.First().Key) : null;
                return ItemForms.Values(plan).With(FieldValues.Of((CorrectionFields.Rule, rule)));
        }
    }

    private CorrectionAnchor AnchorIn(FoundFact found, TextSpan? place)
    {
        var own = found.Fact switch
        {
            Assignment fact => fact.Evidence.Span,
            Deadline fact => fact.Evidence.Span,
            Target fact => fact.Evidence.Span,
            PolicyTask task => _anchors.HeadOf(task.Evidence.Span),
            _ => _anchors.HeadOf(found.Plan.Span),
        };
        var path = found.Fact is Target target ? target.Path : found.Task?.Path ?? [];
        int part = found.Fact is Target of ? of.Part : found.Task?.Part ?? 0;
        return _anchors.Of(place ?? own, found.Plan.Ordinal, path, part, HeadOf(found.Task?.Evidence.Span ?? found.Plan.Span));
    }

    private CorrectionAnchor AnchorIn(int plan, ImmutableArray<string> path, int part, TextSpan place)
    {
        var found = new FactRef(CorrectionSubject.Plan, plan).In(extraction).Plan;
        return _anchors.Of(place, found.Ordinal, path, part, HeadOf(found.Span));
    }

    private string HeadOf(TextSpan item) => _anchors.HeadOf(item).Of(extraction.Document.Text);

    private Correction New(CorrectionAction action, CorrectionSubject subject, FieldValues was, FieldValues now, CorrectionAnchor anchor) => new(
        "", extraction.Document.Source.Sha256, Path.GetFileName(extraction.Document.Source.Path), action, subject, was, now, anchor, who,
        new DateTime(when.Ticks - when.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc), why);
}
