using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Looks for what can't be right in gold: facts that stand twice, times out of order, labels that are not normalised, words that the document lacks.</summary>
public static class GoldCheck
{
    /// <summary>Checks a document's gold by itself.</summary>
    public static ImmutableArray<Problem> Alone(FactSheet sheet)
    {
        var problems = new List<Problem>();
        Twice(problems, sheet.Plans, plan => Wording.Of(plan.Title), plan => plan.Line, "a plan of this title stands twice");
        foreach (var plan in sheet.Plans) CheckPlan(problems, plan);
        return Sorted(problems);
    }

    /// <summary>Checks the words that the gold quotes against the document's text.</summary>
    public static ImmutableArray<Problem> Against(FactSheet sheet, string text)
    {
        var problems = new List<Problem>();
        string squeezed = Squeezed(text);
        int[]? starts = null;
        foreach (var quote in sheet.Quotes)
        {
            if (!squeezed.Contains(Squeezed(quote.Text), StringComparison.Ordinal))
                problems.Add(new Problem(quote.Line, $"{quote.Field} \"{quote.Text}\" does not stand in the document"));
            else if (quote.Span is { } span && Slice(text, span, starts ??= StartsOfCodePoints(text)) is var slice && slice != quote.Text)
                problems.Add(new Problem(quote.Line, string.Create(CultureInfo.InvariantCulture,
                    $"at span [{span.Start}, {span.End}] stands {(slice is null ? "nothing, the text is shorter" : $"\"{slice}\"")}, not \"{quote.Text}\"")));
        }
        return Sorted(problems);
    }

    private static void CheckPlan(List<Problem> problems, SheetPlan plan)
    {
        // A document may number two items alike; both are kept as written.
        Twice(problems, plan.Tasks, task => $"{PlanComparison.PathKey(task.Path)} part {task.Part} {task.Title}", task => task.Line, "a task of this path, part and title stands twice");
        var parts = plan.Tasks.Select(task => (PlanComparison.PathKey(task.Path), task.Part)).ToHashSet();
        foreach (var task in plan.Tasks)
        {
            CheckPath(problems, task.Path, task.Line);
            if (task.Part > 1 && !parts.Contains((PlanComparison.PathKey(task.Path), task.Part - 1)))
                problems.Add(new Problem(task.Line, $"part {task.Part} of {PlanComparison.PathOf(task.Path, 1)} has no part {task.Part - 1} before it"));
            Twice(problems, task.Assignments, fact => $"{fact.Role} {Wording.Of(fact.Unit)} {fact.Scope}", fact => fact.Line, "this unit stands twice in the task with the same role");
            Twice(problems, [.. task.Deadlines.Where(fact => fact.Due is not null || fact.Start is not null)], fact => $"{fact.Kind} {fact.Due} {fact.Start}", fact => fact.Line, "this time stands twice in the task");
            foreach (var fact in task.Assignments.Where(fact => string.IsNullOrWhiteSpace(fact.Unit))) problems.Add(new Problem(fact.Line, "the unit has no name"));
            foreach (var fact in task.Deadlines) CheckDays(problems, fact);
        }
        foreach (var target in plan.Targets)
        {
            CheckPath(problems, target.Path, target.Line, mayBeEmpty: true);
            if (target.Value is null) problems.Add(new Problem(target.Line, "the target has no value"));
            if (target.Year is < 1900 or > 2100) problems.Add(new Problem(target.Line, $"{target.Year} is no year that a plan can mean"));
        }
        Twice(problems, plan.Targets, target => string.Create(CultureInfo.InvariantCulture,
            $"{PlanComparison.PathKey(target.Path)} {target.Indicator} {target.Op} {target.Value} {target.Unit} {target.Year}"), target => target.Line, "this target stands twice");
    }

    private static void CheckPath(List<Problem> problems, ImmutableArray<string> path, int line, bool mayBeEmpty = false)
    {
        if (path.IsEmpty && !mayBeEmpty) problems.Add(new Problem(line, "the path is empty; it names the labels from the plan down to the item, such as [\"二\", \"(一)\", \"1\"]"));
        foreach (string label in path)
        {
            string normal = Normalised(label);
            if (normal.Length == 0) problems.Add(new Problem(line, "a label of the path is empty"));
            else if (normal != label) problems.Add(new Problem(line, $"the label \"{label}\" of the path is written \"{normal}\""));
        }
    }

    /// <summary>Half-width brackets, no mark behind; ① stays.</summary>
    private static string Normalised(string label)
    {
        string folded = CharFold.Fold(label);
        string bracketed = OutlineNumbering.Recognise(label)?.Text is { } text && text.StartsWith('(') && folded.Length == 1 ? text : folded;
        return bracketed.Trim().TrimEnd('、', '.', ' ');
    }

    private static void CheckDays(List<Problem> problems, SheetDeadline fact)
    {
        string? wrong = fact.Kind switch
        {
            "by" when fact.Start is not null => "a deadline of kind by has no start; from, or during, has",
            "from" when fact.Due is not null => "a deadline of kind from has no due; with a first and a last day it is during",
            // Neither of them: a damaged stretch, of which the words alone are kept.
            "during" when fact.Start is null != fact.Due is null => "a deadline of kind during needs both start and due",
            "during" when string.CompareOrdinal(fact.Start, fact.Due) > 0 => $"it ends on {fact.Due}, before it begins on {fact.Start}",
            "recurring" or "ongoing" when fact.Start is not null || fact.Due is not null => $"a deadline of kind {fact.Kind} has neither start nor due",
            _ => null,
        };
        if (wrong is not null) problems.Add(new Problem(fact.Line, wrong));
    }

    private static void Twice<T>(List<Problem> problems, ImmutableArray<T> facts, Func<T, string> keyOf, Func<T, int> lineOf, string message)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var fact in facts)
            if (!first.TryAdd(keyOf(fact), lineOf(fact)))
                problems.Add(new Problem(lineOf(fact), string.Create(CultureInfo.InvariantCulture, $"{message}; the first is on line {first[keyOf(fact)]}")));
    }

    private static string Squeezed(string text) => string.Concat(CompatibilityText.Plain(text).Where(c => !char.IsWhiteSpace(c)));

    private static int[] StartsOfCodePoints(string text)
    {
        var starts = new List<int>(text.Length + 1);
        for (int i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1) starts.Add(i);
        starts.Add(text.Length);
        return [.. starts];
    }

    private static string? Slice(string text, (int Start, int End) span, int[] starts) =>
        span.End < starts.Length ? text[starts[span.Start]..starts[span.End]] : null;

    private static ImmutableArray<Problem> Sorted(List<Problem> problems) => [.. problems.OrderBy(problem => problem.Line)];
}
