using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>Which fields corrections know, and what may stand in them.</summary>
public static class CorrectionFields
{
    /// <summary>The field of <see cref="Correction.Was"/> that names the rule which found the fact.</summary>
    public const string Rule = "rule";

    /// <summary>A task's field: the words of the task, within it, with which a second one begins.</summary>
    public const string Split = "split";

    /// <summary>A task's field: first words of the task behind it, which becomes part of it.</summary>
    public const string Join = "join";

    private static readonly FrozenDictionary<CorrectionSubject, ImmutableArray<Field>> Known = new Dictionary<CorrectionSubject, ImmutableArray<Field>>
    {
        [CorrectionSubject.Assignment] = [Field.Of<AssignmentRole>("role"), new("unit", IsRequired: true), new("scope"), new("label")],
        [CorrectionSubject.Deadline] = [Field.Of<DeadlineKind>("kind"), Field.Day("due"), Field.Day("start"), Field.Of<DeadlineSource>("source") with { IsRequired = false }],
        [CorrectionSubject.Target] =
            [new("indicator", IsRequired: true), Field.Of<TargetOp>("op"), Field.Number("value"), new("unit"), Field.Year("year"), Field.Year("base")],
        [CorrectionSubject.Task] =
        [
            new("title"), Field.Of<TaskKind>("kind") with { IsRequired = false }, new("content"), new("restates", Names: ["false", "true"]), new(Split), new(Join),
        ],
        [CorrectionSubject.Plan] =
        [
            new("title"), new("doc_number"), new("issuer"), Field.Day("issued_on"), Field.Of<PlanKind>("kind") with { IsRequired = false }, Field.Year("period_first"), Field.Year("period_last"),
        ],
        [CorrectionSubject.Finding] = [new("code", IsRequired: true)],
        [CorrectionSubject.Document] = [],
    }.ToFrozenDictionary();

    /// <summary>Names of a subject's fields.</summary>
    public static ImmutableArray<string> Of(CorrectionSubject subject) => [.. Known[subject].Select(field => field.Name)];

    /// <summary>The values that a field may have; empty where it is free.</summary>
    public static ImmutableArray<string> ChoicesOf(CorrectionSubject subject, string field) => Known[subject].FirstOrDefault(known => known.Name == field)?.Names ?? [];

    /// <summary>What is wrong with a correction, in one sentence, or null where it can be stored.</summary>
    public static string? Problem(Correction correction)
    {
        string subject = GoldJson.Name(correction.Subject), action = GoldJson.Name(correction.Action);
        if (string.IsNullOrWhiteSpace(correction.Who)) return "it does not say who made it";
        if (!MayBe(correction.Action, correction.Subject)) return $"a {subject} can't be the subject of {action}";
        foreach (var (name, value) in correction.Was)
        {
            if (name == Rule) continue;
            if (ProblemOf(correction.Subject, name, value) is { } problem) return problem;
        }
        foreach (var (name, value) in correction.Now)
            if (ProblemOf(correction.Subject, name, value) is { } problem) return problem;
        if (correction.Action is CorrectionAction.Add or CorrectionAction.Change && correction.Now.Count == 0) return $"{action} gives no field a value";
        if (correction.Action is CorrectionAction.Drop or CorrectionAction.Confirm or CorrectionAction.Finish && correction.Now.Count > 0) return $"{action} takes no new values";
        if (correction.Action == CorrectionAction.Add && MissingIn(correction.Subject, correction.Now) is { } missing) return $"the {subject} lacks the field {missing}";
        if (FactFields.YearOf(correction.Now["period_first"]) > FactFields.YearOf(correction.Now["period_last"])) return "period_last lies before period_first";
        if (NeedsWords(correction) && correction.Anchor.Words.Length == 0) return $"the {subject} lacks the words at its place";
        return null;
    }

    private static bool NeedsWords(Correction correction) => correction.Subject is not (CorrectionSubject.Document or CorrectionSubject.Finding);

    private static bool MayBe(CorrectionAction action, CorrectionSubject subject) => (action, subject) switch
    {
        (CorrectionAction.Finish, _) or (_, CorrectionSubject.Document) => action == CorrectionAction.Finish && subject == CorrectionSubject.Document,
        (_, CorrectionSubject.Finding) => action == CorrectionAction.Confirm,
        (CorrectionAction.Add, CorrectionSubject.Plan) => false,
        _ => true,
    };

    /// <summary>The first field that must be there and is not.</summary>
    private static string? MissingIn(CorrectionSubject subject, FieldValues values) =>
        Known[subject].FirstOrDefault(field => field.IsRequired && string.IsNullOrWhiteSpace(values[field.Name]))?.Name;

    private static string? ProblemOf(CorrectionSubject subject, string name, string? value)
    {
        if (Known[subject].FirstOrDefault(field => field.Name == name) is not { } field) return $"a {GoldJson.Name(subject)} has no field {name}";
        if (value is null) return field.IsRequired ? $"{name} can't be empty" : null;
        if (!field.Names.IsDefaultOrEmpty && !field.Names.Contains(value)) return $"{name} is \"{value}\", but must be one of {string.Join(", ", field.Names)}";
        if (field.IsRequired && string.IsNullOrWhiteSpace(value)) return $"{name} can't be empty";
        return field.Form is { } form && !form(value) ? $"{name} is \"{value}\", but must be {field.Expected}" : null;
    }

    private sealed record Field(string Name, bool IsRequired = false, ImmutableArray<string> Names = default, Predicate<string>? Form = null, string? Expected = null)
    {
        public static Field Of<T>(string name) where T : struct, Enum => new(name, IsRequired: true, Names: [.. Enum.GetValues<T>().Select(GoldJson.Name)]);

        public static Field Day(string name) => new(name, Form: text => FactFields.DayOf(text) is not null, Expected: "a day of the calendar in the form 2024-06-30");

        public static Field Number(string name) => new(name, IsRequired: true, Form: text => FactFields.NumberOf(text) is not null, Expected: "a number in the form 12.5");

        public static Field Year(string name) => new(name, Form: text => FactFields.YearOf(text) is not null, Expected: "a year of four digits");
    }
}

/// <summary>Values as text and back.</summary>
internal static class FactFields
{
    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static decimal? NumberOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    /// <summary>30 and 30.0 are one number.</summary>
    public static string Text(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    public static int? YearOf(string? text) =>
        text is { Length: 4 } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year >= 1000 ? year : null;

    public static string? Text(int? year) => year?.ToString(CultureInfo.InvariantCulture);

    public static T EnumOf<T>(string? text, T otherwise) where T : struct, Enum =>
        text is not null && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : otherwise;
}
