using System.Collections.Immutable;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>A sort of fact as fields, and fields as such a fact.</summary>
/// <typeparam name="T">The fact.</typeparam>
internal interface IFactForm<T>
{
    /// <summary>Fields by which two facts at one place are told apart.</summary>
    ImmutableArray<string> Key { get; }

    FieldValues Values(T fact);

    Evidence EvidenceOf(T fact);

    T Make(FieldValues values, CorrectionAnchor anchor, Evidence evidence);
}

internal static class FactForms
{
    /// <summary>A fact with other values for some fields.</summary>
    public static T With<T>(this IFactForm<T> form, T fact, FieldValues now, CorrectionAnchor anchor) =>
        form.Make(form.Values(fact).With(now), anchor, Person(form.EvidenceOf(fact)));

    /// <summary>Whether a fact has these values.</summary>
    public static bool Is<T>(this IFactForm<T> form, T fact, FieldValues values) => form.Values(fact).Only(form.Key).Equals(Completed(form, values));

    /// <summary>All that is told of a fact by a correction: its fields, and the rule that found it.</summary>
    public static FieldValues Was<T>(this IFactForm<T> form, T fact) => form.Values(fact).With(FieldValues.Of((CorrectionFields.Rule, form.EvidenceOf(fact).RuleId)));

    public static Evidence Person(Evidence evidence) => evidence with { Origin = FactOrigin.Person, IsChecked = true };

    /// <summary>A field that is not told is null; 30.0 is 30.</summary>
    private static FieldValues Completed<T>(IFactForm<T> form, FieldValues values) =>
        FieldValues.Of(form.Key.Select(field => (field, field == "value" && FactFields.NumberOf(values[field]) is { } number ? FactFields.Text(number) : values[field])));
}

internal sealed class AssignmentForm : IFactForm<Assignment>
{
    public static AssignmentForm Only { get; } = new();

    public ImmutableArray<string> Key => ["role", "unit", "scope"];

    public FieldValues Values(Assignment fact) =>
        FieldValues.Of(("role", GoldJson.Name(fact.Role)), ("unit", fact.Unit), ("scope", fact.Scope), ("label", fact.Label));

    public Evidence EvidenceOf(Assignment fact) => fact.Evidence;

    public Assignment Make(FieldValues values, CorrectionAnchor anchor, Evidence evidence) =>
        new(FactFields.EnumOf(values["role"], AssignmentRole.Responsible), values["unit"] ?? anchor.Words, values["label"] ?? "", values["scope"], evidence);
}

internal sealed class DeadlineForm : IFactForm<Deadline>
{
    public static DeadlineForm Only { get; } = new();

    public ImmutableArray<string> Key => ["kind", "due", "start"];

    public FieldValues Values(Deadline fact) =>
        FieldValues.Of(("kind", GoldJson.Name(fact.Kind)), ("due", FactFields.Text(fact.Due)), ("start", FactFields.Text(fact.Start)), ("source", GoldJson.Name(fact.Source)));

    public Evidence EvidenceOf(Deadline fact) => fact.Evidence;

    public Deadline Make(FieldValues values, CorrectionAnchor anchor, Evidence evidence) =>
        new(FactFields.EnumOf(values["kind"], DeadlineKind.By), FactFields.DayOf(values["due"]), FactFields.DayOf(values["start"]),
            FactFields.EnumOf(values["source"], DeadlineSource.Text), evidence);
}

internal sealed class TargetForm : IFactForm<Target>
{
    public static TargetForm Only { get; } = new();

    public ImmutableArray<string> Key => ["indicator", "op", "value", "unit", "year", "base"];

    public FieldValues Values(Target fact) =>
        FieldValues.Of(("indicator", fact.Indicator), ("op", GoldJson.Name(fact.Op)), ("value", FactFields.Text(fact.Value)), ("unit", fact.Unit),
            ("year", FactFields.Text(fact.Year)), ("base", FactFields.Text(fact.Base)));

    public Evidence EvidenceOf(Target fact) => fact.Evidence;

    public Target Make(FieldValues values, CorrectionAnchor anchor, Evidence evidence) =>
        new(anchor.Path, Math.Max(1, anchor.Part), values["indicator"] ?? anchor.Words, FactFields.EnumOf(values["op"], TargetOp.Eq),
            FactFields.NumberOf(values["value"]) ?? 0, values["unit"], FactFields.YearOf(values["year"]), FactFields.YearOf(values["base"]), evidence);
}

/// <summary>Tasks and plans as fields; they are changed, not made anew.</summary>
internal static class ItemForms
{
    public static FieldValues Values(PolicyTask task) =>
        FieldValues.Of(("title", task.Title), ("kind", GoldJson.Name(task.Kind)), ("content", task.Content), ("restates", task.Restates ? "true" : "false"));

    public static PolicyTask With(PolicyTask task, FieldValues now) => task with
    {
        Title = now.Has("title") ? now["title"] : task.Title,
        Kind = FactFields.EnumOf(now["kind"], task.Kind),
        Content = now["content"] ?? task.Content,
        Restates = now.Has("restates") ? now["restates"] == "true" : task.Restates,
        Evidence = FactForms.Person(task.Evidence),
    };

    public static FieldValues Values(Plan plan) =>
        FieldValues.Of(("title", plan.Title), ("doc_number", plan.DocNumber), ("issuer", plan.Issuer), ("issued_on", FactFields.Text(plan.IssuedOn)), ("kind", GoldJson.Name(plan.Kind)),
            ("period_first", FactFields.Text(plan.Period?.First)), ("period_last", FactFields.Text(plan.Period?.Last)));

    /// <summary>The plan with other values, which stand at <paramref name="place"/>.</summary>
    public static Plan With(Plan plan, FieldValues now, Evidence place)
    {
        if (now.Has("title")) plan = plan with { Title = now["title"], TitleEvidence = Proof("title") };
        if (now.Has("doc_number")) plan = plan with { DocNumber = now["doc_number"], DocNumberEvidence = Proof("doc_number") };
        if (now.Has("issuer")) plan = plan with { Issuer = now["issuer"], IssuerEvidence = Proof("issuer") };
        if (now.Has("issued_on")) plan = plan with { IssuedOn = FactFields.DayOf(now["issued_on"]), IssuedOnEvidence = Proof("issued_on") };
        if (now.Has("period_first") || now.Has("period_last")) plan = plan with { Period = PeriodOf(plan.Period, now) };
        return plan with { Kind = FactFields.EnumOf(now["kind"], plan.Kind) };

        Evidence? Proof(string field) => now[field] is null ? null : place;
    }

    /// <summary>A year that is not given stays, unless it would lie on the wrong side of the other; a period with neither year is none.</summary>
    private static PlanPeriod? PeriodOf(PlanPeriod? former, FieldValues now)
    {
        int? first = now.Has("period_first") ? FactFields.YearOf(now["period_first"]) : former?.First, last = now.Has("period_last") ? FactFields.YearOf(now["period_last"]) : former?.Last;
        if ((first ?? last) is not { } begin || (last ?? first) is not { } end) return null;
        return begin <= end ? new PlanPeriod(begin, end) : now.Has("period_last") ? new PlanPeriod(end, end) : new PlanPeriod(begin, begin);
    }

    /// <summary>The rule that found a plan's field; null where none did.</summary>
    public static string? RuleOf(Plan plan, string field) => field switch
    {
        "title" => plan.TitleEvidence?.RuleId,
        "doc_number" => plan.DocNumberEvidence?.RuleId,
        "issuer" => plan.IssuerEvidence?.RuleId,
        "issued_on" => plan.IssuedOnEvidence?.RuleId,
        _ => null,
    };

    /// <summary>The plan with all that is known of its head looked at.</summary>
    public static Plan Confirmed(Plan plan) => plan with
    {
        TitleEvidence = Checked(plan.TitleEvidence),
        DocNumberEvidence = Checked(plan.DocNumberEvidence),
        IssuerEvidence = Checked(plan.IssuerEvidence),
        IssuedOnEvidence = Checked(plan.IssuedOnEvidence),
    };

    private static Evidence? Checked(Evidence? evidence) => evidence is null ? null : evidence with { IsChecked = true };
}
