using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Looks for what can't be right in gold: facts that stand twice, times out of order, labels that are not normalised, words that the document lacks.</summary>
public static class GoldCheck
{
    // A list of units in which one takes its beginning or end from others, and into how many pieces that tears a name.
    private const int LongestList = 60;
    private const int MostPieces = 3;

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
                Missing(quote.Field, quote.Text, quote.Line);
            else if (quote.Span is { } span && Slice(text, span, starts ??= StartsOfCodePoints(text)) is var slice && slice != quote.Text)
                problems.Add(new Problem(quote.Line, string.Create(CultureInfo.InvariantCulture,
                    $"at span [{span.Start}, {span.End}] stands {(slice is null ? "nothing, the text is shorter" : $"\"{slice}\"")}, not \"{quote.Text}\"")));
        }
        var standing = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var fact in sheet.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Where(fact => !string.IsNullOrWhiteSpace(fact.Unit)))
        {
            if (!standing.TryGetValue(fact.Unit, out bool stands)) standing[fact.Unit] = stands = Stands(Squeezed(fact.Unit), squeezed);
            if (!stands) Missing("unit", fact.Unit, fact.Line);
        }
        return Sorted(problems);

        void Missing(string field, string words, int line) => problems.Add(new Problem(line, $"{field} \"{words}\" does not stand in the document"));
    }

    /// <summary>
    /// Whether a unit stands in a text, as it is or in pieces of a list that it shares with others: 市统计局 in 市财政局、统计局, 各县政府 in 各市、县、区政府.
    /// </summary>
    private static bool Stands(string unit, string text)
    {
        if (text.Contains(unit, StringComparison.Ordinal)) return true;
        for (int length = unit.Length - 1; length > 0; length--)
            for (int at = text.IndexOf(unit[..length], StringComparison.Ordinal); at >= 0; at = text.IndexOf(unit[..length], at + 1, StringComparison.Ordinal))
            {
                int end = at + length;
                if (Follows(unit.AsSpan(length), text.AsSpan(end, Math.Min(LongestList, text.Length - end)), MostPieces - 1)) return true;
            }
        return false;
    }

    /// <summary>Whether the rest of a unit stands in what follows, in order and in so many pieces.</summary>
    private static bool Follows(ReadOnlySpan<char> rest, ReadOnlySpan<char> list, int pieces)
    {
        for (; pieces > 0 && rest.Length > 0; pieces--)
        {
            int length = rest.Length, at;
            while ((at = list.IndexOf(rest[..length])) < 0)
                if (--length == 0) return false;
            list = list[(at + length)..];
            rest = rest[length..];
        }
        return rest.IsEmpty;
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
