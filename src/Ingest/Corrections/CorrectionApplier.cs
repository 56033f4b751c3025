using System.Collections.Immutable;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules.Places;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>What became of a correction.</summary>
/// <param name="Correction">The correction. Where the document is another version than the one for which it was made, its document and anchor are the new ones, as far as its place was found.</param>
/// <param name="Lost">Why it could not be applied, in one sentence; null where it was.</param>
public sealed record CorrectionOutcome(Correction Correction, string? Lost);

/// <summary>An extraction after its corrections.</summary>
/// <param name="Extraction">The extraction; its findings name each correction that lost its place and leave out what a person has looked at.</param>
/// <param name="Outcomes">What became of each correction, in the order in which they were applied.</param>
public sealed record CorrectedExtraction(Extraction Extraction, ImmutableArray<CorrectionOutcome> Outcomes);

/// <summary>
/// Applies corrections to what the rules took out of a document, in the order of their ids. Places are found by their words; where these are gone or
/// stand elsewhere in more than one place, nothing is changed and an alarm says so: never a guess.
/// </summary>
public sealed class CorrectionApplier
{
    private readonly string _text;
    private readonly string _sha256;
    private readonly Anchors _anchors;
    private readonly CorrectedPlans _plans;
    private readonly FindingReview _review;
    private readonly HashSet<CorrectedPlan> _renamed = [];

    private CorrectionApplier(Extraction byRules)
    {
        _text = byRules.Document.Text;
        _sha256 = byRules.Document.Source.Sha256;
        _anchors = new Anchors(_text);
        _plans = new CorrectedPlans(byRules, _anchors);
        _review = new FindingReview(byRules);
    }

    /// <summary>Applies corrections. The extraction is not changed; the same ones give the same result.</summary>
    /// <param name="byRules">What the rules took out of a document, with its findings.</param>
    /// <param name="corrections">Corrections of this document or of a former version, in any order.</param>
    public static CorrectedExtraction Apply(Extraction byRules, IReadOnlyList<Correction> corrections)
    {
        var applier = new CorrectionApplier(byRules);
        var outcomes = corrections.OrderBy(correction => correction.Id, StringComparer.Ordinal).Select(applier.Apply).ToImmutableArray();
        var plans = applier.Placed(byRules, applier._plans.Finished());
        return new CorrectedExtraction(byRules with { Plans = plans, Findings = applier._review.Rest(plans, applier._plans.All) }, outcomes);
    }

    /// <summary>A plan with another issuer, title or number may hold elsewhere.</summary>
    private ImmutableArray<Plan> Placed(Extraction byRules, ImmutableArray<Plan> plans)
    {
        if (_renamed.Count == 0) return plans;
        var found = PlaceFinder.Find(byRules with { Plans = plans }, CharFold.Fold(_text), LexiconSet.BuiltIn);
        return [.. plans.Select((plan, index) => _renamed.Contains(_plans.All[index]) ? plan with { Place = found[index].Place } : plan)];
    }

    private CorrectionOutcome Apply(Correction correction)
    {
        bool isWhole = correction.Anchor.Words.Length == 0;
        var loose = isWhole ? null : _anchors.Find(correction.Anchor, null);
        var task = _plans.TaskOf(correction.Anchor, loose);
        var place = isWhole ? null : loose ?? _anchors.Find(correction.Anchor, task?.Task.Task.Evidence.Span) ?? HeadOf(correction, task?.Task);
        if (place is null && !isWhole) return Lost(correction, "the words at its place are gone or stand elsewhere now", null);
        return correction.Subject switch
        {
            CorrectionSubject.Document => Finish(correction),
            CorrectionSubject.Finding => Confirm(correction, place),
            CorrectionSubject.Plan => ApplyToPlan(correction, place!.Value),
            CorrectionSubject.Target => ApplyToTarget(correction, place!.Value, task),
            CorrectionSubject.Task when correction.Action == CorrectionAction.Add => AddTask(correction, place!.Value),
            _ when task is null => Lost(correction, "the task to which it belongs is gone or reads otherwise now", place),
            CorrectionSubject.Task => ApplyToTask(correction, place!.Value, task.Value.Plan, task.Value.Task),
            CorrectionSubject.Assignment => ApplyToFact(correction, place!.Value, task.Value, task.Value.Task.Assignments, AssignmentForm.Only),
            _ => ApplyToFact(correction, place!.Value, task.Value, task.Value.Task.Deadlines, DeadlineForm.Only),
        };
    }

    /// <summary>Where the words are those with which a task or plan began, it is found under another number too.</summary>
    private TextSpan? HeadOf(Correction correction, CorrectedTask? task)
    {
        if (correction.Anchor.Words != correction.Anchor.Item) return null;
        var item = correction.Subject == CorrectionSubject.Task ? task?.Task.Evidence.Span : correction.Subject == CorrectionSubject.Plan ? _plans.PlanOf(correction.Anchor)?.Plan.Span : null;
        return item is { } span ? _anchors.HeadOf(span) : null;
    }

    private CorrectionOutcome Finish(Correction correction)
    {
        _review.SettleAll();
        return new CorrectionOutcome(Here(correction, correction.Anchor), null);
    }

    private CorrectionOutcome Confirm(Correction correction, TextSpan? place)
    {
        _review.Settle(correction.Was["code"], place);
        return Applied(correction, place, null, null);
    }

    private CorrectionOutcome ApplyToPlan(Correction correction, TextSpan place)
    {
        if (_plans.PlanOf(correction.Anchor) is not { } plan) return Lost(correction, "the plan to which it belongs is gone or begins otherwise now", place);
        var evidence = FactForms.Person(new Evidence(Evidence.Person, place, place.Of(_text)));
        if (correction.Action == CorrectionAction.Drop) _plans.All.Remove(plan);
        else if (correction.Action == CorrectionAction.Change) plan.Plan = ItemForms.With(plan.Plan, correction.Now, evidence);
        else
        {
            var right = correction.Was.Only(CorrectionFields.Of(CorrectionSubject.Plan)).ChangedFrom(ItemForms.Values(plan.Plan));
            plan.Plan = ItemForms.Confirmed(ItemForms.With(plan.Plan, right, evidence));
        }
        if (correction.Now.Has("title") || correction.Now.Has("issuer") || correction.Now.Has("doc_number")) _renamed.Add(plan);
        _review.SettlePlan(plan.Plan, correction);
        var item = _anchors.HeadOf(plan.Plan.Span).Of(_text);
        return new CorrectionOutcome(Here(correction, _anchors.Of(place, plan.Plan.Ordinal, [], 0, item)), null);
    }

    private CorrectionOutcome ApplyToTarget(Correction correction, TextSpan place, (CorrectedPlan Plan, CorrectedTask Task)? task)
    {
        if ((_plans.At(place) ?? task?.Plan) is not { } plan) return Lost(correction, "its place lies in no plan now", place);
        bool ofTask = task is { } found && found.Plan == plan;
        var anchor = ofTask ? correction.Anchor with { Path = task!.Value.Task.Task.Path, Part = task.Value.Task.Task.Part } : correction.Anchor;
        if (FactEdit.Apply(plan.Targets, TargetForm.Only, correction with { Anchor = anchor }, place, _text) is { } lost) return Lost(correction, lost, place);
        _review.Settle(place);
        return Applied(correction, place, plan, ofTask ? task!.Value.Task : null);
    }

    private CorrectionOutcome ApplyToFact<T>(
        Correction correction, TextSpan place, (CorrectedPlan Plan, CorrectedTask Task) task, List<T> facts, IFactForm<T> form)
    {
        if (FactEdit.Apply(facts, form, correction, place, _text) is { } lost) return Lost(correction, lost, place);
        _review.Settle(place);
        if (form is AssignmentForm) _review.SettleClause(place);
        return Applied(correction, place, task.Plan, task.Task);
    }

    private CorrectionOutcome AddTask(Correction correction, TextSpan place)
    {
        if (_plans.At(place) is not { } plan) return Lost(correction, "its place lies in no plan now", place);
        TaskEdit.Add(plan, correction, place, _text);
        _review.Settle(place);
        return new CorrectionOutcome(Here(correction, _anchors.Of(place, plan.Plan.Ordinal, correction.Anchor.Path, correction.Anchor.Part, correction.Anchor.Item)), null);
    }

    private CorrectionOutcome ApplyToTask(Correction correction, TextSpan place, CorrectedPlan plan, CorrectedTask task)
    {
        string? lost = correction.Action switch
        {
            CorrectionAction.Drop => TaskEdit.Drop(plan, task),
            CorrectionAction.Confirm => TaskEdit.Confirm(task, correction.Was),
            _ when correction.Now[CorrectionFields.Split] is not null => TaskEdit.Split(plan, task, place, _text),
            _ when correction.Now[CorrectionFields.Join] is { } words => TaskEdit.Join(plan, task, item => _anchors.IsHead(words, item), _text),
            _ => TaskEdit.Change(task, correction.Now),
        };
        if (lost is not null) return Lost(correction, lost, place);
        _review.Settle(correction.Action is CorrectionAction.Confirm or CorrectionAction.Drop ? task.Task.Evidence.Span : place);
        return Applied(correction, place, plan, task);
    }

    private CorrectionOutcome Lost(Correction correction, string reason, TextSpan? place)
    {
        _review.Lost(place);
        return new CorrectionOutcome(Here(correction, correction.Anchor), reason);
    }

    private CorrectionOutcome Applied(Correction correction, TextSpan? place, CorrectedPlan? plan, CorrectedTask? task)
    {
        var anchor = correction.Anchor;
        if (place is { } found)
        {
            string item = task is null ? anchor.Item : _anchors.HeadOf(task.Task.Evidence.Span).Of(_text);
            anchor = _anchors.Of(found, plan?.Plan.Ordinal ?? anchor.Plan, task?.Task.Path ?? anchor.Path, task?.Task.Part ?? anchor.Part, item);
        }
        return new CorrectionOutcome(Here(correction, anchor), null);
    }

    /// <summary>A correction of a former version as one of this document; one of this document stays as it was made, so that its line in a file does not change.</summary>
    private Correction Here(Correction correction, CorrectionAnchor anchor) => correction.DocumentSha256 == _sha256
        ? correction
        : correction with { DocumentSha256 = _sha256, CarriedFrom = correction.CarriedFrom ?? correction.DocumentSha256, Anchor = anchor };
}
