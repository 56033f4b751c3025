using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>Changes tasks of a plan. Each method returns why it can't, or null.</summary>
internal static class TaskEdit
{
    public static string? Change(CorrectedTask task, FieldValues now)
    {
        task.Task = ItemForms.With(task.Task, now);
        return null;
    }

    /// <summary>What a person has found right stays so, should a rule read it otherwise now.</summary>
    public static string? Confirm(CorrectedTask task, FieldValues was)
    {
        var changed = was.Only(CorrectionFields.Of(CorrectionSubject.Task)).ChangedFrom(ItemForms.Values(task.Task));
        if (changed.Count > 0) task.Task = ItemForms.With(task.Task, changed);
        else task.Task = task.Task with { Evidence = task.Task.Evidence with { IsChecked = true } };
        return null;
    }

    /// <summary>Takes a task out with all that hangs on it.</summary>
    public static string? Drop(CorrectedPlan plan, CorrectedTask task)
    {
        plan.Targets.RemoveAll(target => IsOf(target, task.Task) && (IsAlone(plan, task) || task.Task.Evidence.Span.Contains(target.Evidence.Span)));
        plan.Tasks.Remove(task);
        return null;
    }

    public static void Add(CorrectedPlan plan, Correction correction, TextSpan place, string text)
    {
        string words = place.Of(text);
        var path = correction.Anchor.Path.IsEmpty ? ["+"] : correction.Anchor.Path;
        int part = plan.Tasks.Where(each => each.Task.Path.SequenceEqual(path)).Select(each => each.Task.Part).DefaultIfEmpty(0).Max() + 1;
        var task = new PolicyTask(path, part, TaskKind.Task, null, words, Restates: false, Node: null, [place], new Evidence(Evidence.Person, place, words), [], []);
        int behind = plan.Tasks.FindIndex(each => each.Task.Evidence.Span.Start > place.Start);
        plan.Tasks.Insert(behind < 0 ? plan.Tasks.Count : behind, new CorrectedTask(ItemForms.With(task, correction.Now)));
    }

    /// <summary>Cuts a task in two; facts go where their words stand, those outside the task's text stay with both.</summary>
    public static string? Split(CorrectedPlan plan, CorrectedTask task, TextSpan place, string text)
    {
        var whole = task.Task.Evidence.Span;
        int cut = place.Start;
        if (cut <= whole.Start || cut >= whole.End) return "the task does not hold the words at which it was to be split";
        var (first, second) = (new TextSpan(whole.Start, cut).Trimmed(text), new TextSpan(cut, whole.End).Trimmed(text));
        var (before, after) = (Passages(task.Task, 0, cut), Passages(task.Task, cut, text.Length));
        var (begin, rest) = CutContent(task.Task.Content, place.Of(text), before, after, text);
        Renumber(plan, task.Task, each => each.Part > task.Task.Part, +1);
        var tail = new CorrectedTask(task.Task with
        {
            Part = task.Task.Part + 1,
            Title = null,
            Content = rest,
            Passages = after,
            Evidence = FactForms.Person(task.Task.Evidence with { Span = second, Raw = second.Of(text) }),
            Assignments = [.. task.Assignments.Where(fact => !first.Contains(fact.Evidence.Span))],
            Deadlines = [.. task.Deadlines.Where(fact => !first.Contains(fact.Evidence.Span))],
        });
        for (int i = 0; i < plan.Targets.Count; i++)
            if (IsOf(plan.Targets[i], task.Task) && second.Contains(plan.Targets[i].Evidence.Span)) plan.Targets[i] = plan.Targets[i] with { Part = task.Task.Part + 1 };
        task.Assignments.RemoveAll(fact => second.Contains(fact.Evidence.Span));
        task.Deadlines.RemoveAll(fact => second.Contains(fact.Evidence.Span));
        task.Task = task.Task with { Content = begin, Passages = before, Evidence = FactForms.Person(task.Task.Evidence with { Span = first, Raw = first.Of(text) }) };
        plan.Tasks.Insert(plan.Tasks.IndexOf(task) + 1, tail);
        return null;
    }

    /// <summary>Makes the task behind a task part of it.</summary>
    public static string? Join(CorrectedPlan plan, CorrectedTask task, Predicate<TextSpan> isMeant, string text)
    {
        int index = plan.Tasks.IndexOf(task) + 1;
        if (index >= plan.Tasks.Count || !isMeant(plan.Tasks[index].Task.Evidence.Span)) return "another task stands behind it now than the one with which it was to be joined";
        var (next, one) = (plan.Tasks[index], task.Task);
        var span = new TextSpan(Math.Min(one.Evidence.Span.Start, next.Task.Evidence.Span.Start), Math.Max(one.Evidence.Span.End, next.Task.Evidence.Span.End));
        plan.Tasks.RemoveAt(index);
        for (int i = 0; i < plan.Targets.Count; i++)
            if (IsOf(plan.Targets[i], next.Task)) plan.Targets[i] = plan.Targets[i] with { Path = one.Path, Part = one.Part };
        if (one.Path.SequenceEqual(next.Task.Path)) Renumber(plan, one, each => each.Part > next.Task.Part, -1);
        task.Assignments.AddRange(next.Assignments.Where(fact => !task.Assignments.Exists(own => AssignmentForm.Only.Is(own, AssignmentForm.Only.Values(fact)))));
        task.Deadlines.AddRange(next.Deadlines.Where(fact => !task.Deadlines.Exists(own => DeadlineForm.Only.Is(own, DeadlineForm.Only.Values(fact)))));
        task.Task = one with
        {
            Content = string.Join('\n', new[] { one.Content, next.Task.Title, next.Task.Content }.Where(words => !string.IsNullOrEmpty(words))),
            Passages = [.. one.Passages, .. next.Task.Passages],
            Evidence = FactForms.Person(one.Evidence with { Span = span, Raw = span.Of(text) }),
        };
        return null;
    }

    private static (string First, string Second) CutContent(string content, string words, ImmutableArray<TextSpan> before, ImmutableArray<TextSpan> after, string text)
    {
        int cut = content.IndexOf(words, StringComparison.Ordinal);
        if (cut >= 0 && content.IndexOf(words, cut + 1, StringComparison.Ordinal) < 0) return (content[..cut].TrimEnd(), content[cut..]);
        return (Joined(before), Joined(after));

        string Joined(ImmutableArray<TextSpan> passages) => string.Join('\n', passages.Select(passage => passage.Of(text)));
    }

    private static ImmutableArray<TextSpan> Passages(PolicyTask task, int start, int end) =>
        [.. task.Passages.Select(passage => new TextSpan(Math.Max(passage.Start, start), Math.Min(passage.End, end))).Where(passage => !passage.IsEmpty)];

    /// <summary>Gives further parts of one item other numbers, and their targets with them.</summary>
    private static void Renumber(CorrectedPlan plan, PolicyTask item, Predicate<PolicyTask> isMeant, int by)
    {
        var moved = plan.Tasks.Where(each => each.Task.Path.SequenceEqual(item.Path) && isMeant(each.Task)).ToList();
        var parts = moved.Select(each => each.Task.Part).ToHashSet();
        for (int i = 0; i < plan.Targets.Count; i++)
            if (plan.Targets[i].Path.SequenceEqual(item.Path) && parts.Contains(plan.Targets[i].Part)) plan.Targets[i] = plan.Targets[i] with { Part = plan.Targets[i].Part + by };
        foreach (var each in moved) each.Task = each.Task with { Part = each.Task.Part + by };
    }

    private static bool IsOf(Target target, PolicyTask task) => target.Part == task.Part && target.Path.SequenceEqual(task.Path);

    private static bool IsAlone(CorrectedPlan plan, CorrectedTask task) =>
        !plan.Tasks.Exists(each => each != task && each.Task.Part == task.Task.Part && each.Task.Path.SequenceEqual(task.Task.Path));
}
