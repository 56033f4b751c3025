using System.Collections.Immutable;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Ingest.Rules.Responsibility;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Tasks;

/// <summary>Makes tasks of the numbered items and the closed paragraphs of a plan's task and safeguard parts.</summary>
internal sealed class TaskRule(PlanDraft plan)
{
    private readonly FactContext _context = plan.Context;
    private readonly OutlineDraft? _last = plan.Root.SelfAndBelow().LastOrDefault(node => !node.IsAnnex && PlanReader.AnnexOf(node) is null && node.Label is not null);
    private bool _firstNamedLeads;

    /// <summary>The tasks of the plan's text, in the document's order.</summary>
    public List<PolicyTask> Tasks()
    {
        var tasks = new List<PolicyTask>();
        bool onlyAssigned = PlanKinds.OnlyAssigned(plan.Kind);
        foreach (var line in plan.Root.Lines) NoteFirstNamed(line);
        foreach (var node in plan.Root.SelfAndBelow().Skip(1))
        {
            _context.Options.Cancellation.ThrowIfCancellationRequested();
            if (plan.Clauses.Assigns(node) || !onlyAssigned && node.Section is SectionKind.Tasks or SectionKind.Safeguards) AddTasks(tasks, node);
            else
            {
                foreach (var line in node.Lines) NoteFirstNamed(line);
                _context.Trace?.Reject("task", OwnSpan(node), onlyAssigned ? $"the text is of the kind {plan.Kind.ToString().ToLowerInvariant()}, in which only what names its units is a task" : $"the section is {node.Section.ToString().ToLowerInvariant()}; tasks are looked for in the task and safeguard parts alone");
            }
        }
        return tasks;
    }

    private void AddTasks(List<PolicyTask> tasks, OutlineDraft node)
    {
        var lines = node.Lines;
        if (lines.Count == 0) return;
        if (HoldsClosedParagraphs(node))
        {
            AddClosedParagraphs(tasks, node, lines);
            return;
        }
        var segments = plan.Clauses.Of(node);
        int segmentsFound = segments.Count;
        JoinTextBelowClause(node, segments);
        if (node == _last) DropClosingText(segments, lines);
        DropForce(segments);
        if (segments.Count < segmentsFound) _context.Trace?.Reject("task", lines[^1], "a paragraph below the last item's clause closes the document");
        if (segments.Count == 0)
        {
            _context.Trace?.Reject("task", OwnSpan(node), "it says when the document takes force, and nothing is to be done");
            return;
        }
        bool assigned = segments.Exists(segment => segment.Clause is { Assignments.Count: > 0 });
        if (!assigned && !IsTask(node, segments))
        {
            _context.Trace?.Reject("task", OwnSpan(node), node.Level == 1 ? "a heading of the first level without units of its own groups what is below it" : "a heading that only groups others: no text and no units of its own");
            return;
        }
        for (int i = 0; i < segments.Count; i++)
        {
            string rule = segments.Count == 1 ? "task.numbered-item" : "task.numbered-item-part";
            tasks.Add(Make(node, [.. node.Path()], i + 1, node.Heading, Title(node, segments), segments[i], i == 0 ? node.LabelSpan.Start : null, rule));
        }
    }

    /// <summary>A clause straight behind the heading (（一）清理河道（牵头单位：市水务局）。全面清理…) is that of the text behind it, unless that has one of its own.</summary>
    private void JoinTextBelowClause(OutlineDraft node, List<Segment> segments)
    {
        if (node.Heading is not { } heading || segments is not [{ Clause.Assignments.Count: > 0, Heading: null } first, { Clause: null, Heading: null } text]) return;
        if (first.Text.Exists(span => span.End > heading.End + 1) || node == _last && !node.HeadingAlone) return;
        first.Text.AddRange(text.Text);
        segments.RemoveAt(1);
    }

    /// <summary>Paragraphs below the last item's clause close the document; they are no part of the item.</summary>
    private static void DropClosingText(List<Segment> segments, List<TextSpan> lines)
    {
        if (segments.Count > 1 && segments[^1].Clause is null && lines.Exists(line => line.Start == segments[^1].Text[0].Start)) segments.RemoveAt(segments.Count - 1);
    }

    /// <summary>本办法自印发之日起施行: when the document takes force is said of it, and belongs to no item; what is left of an item beside it stays.</summary>
    private void DropForce(List<Segment> segments)
    {
        if (segments.Count == 0 || segments[^1] is not { Text: { Count: > 0 } texts, Clause: null or { IsEmpty: true } or { Assignments.Count: > 0 } } last) return;
        for (int i = texts.Count - 1; i >= 0; i--)
            for (int at = texts[i].End; at > texts[i].Start;)
            {
                int stop = At(new TextSpan(texts[i].Start, at - 1)).LastIndexOf('。');
                at = texts[i].Start + stop + 1;
                if (!LineKinds.IsForce(At(new TextSpan(at, texts[i].End)))) continue;
                texts.RemoveRange(i + 1, texts.Count - i - 1);
                texts[i] = new TextSpan(texts[i].Start, at);
            }
        texts.RemoveAll(text => text.IsEmpty);
        if (texts.Count == 0 && last.Clause is null) segments.RemoveAt(segments.Count - 1);
    }

    /// <summary>Whether an item without units is a task: it has text of its own, or is one of a list of bare items.</summary>
    private bool IsTask(OutlineDraft node, List<Segment> segments)
    {
        bool leaf = node.Children.Count == 0;
        bool ownText = node.Body().Any(span => HasWords(span) && (leaf || !IsLeadIn(span)));
        if (node.Level == 1) return leaf && ownText && !IsGenericHeading(node);
        if (ownText) return node.Heading is not null || leaf || node.Lines.Count > 0;
        // 1.建成某某平台; with brothers of the same make is a bare list of tasks.
        return leaf && node.Tables.Count == 0 && node.Heading is { Length: >= 6 }
            && node.Parent!.Children.Count > 1 && node.Parent.Children.All(child => child.Children.Count == 0 && !child.Body().Any(HasWords));
    }

    /// <summary>具体措施：, 主要任务：: only leads to the items below.</summary>
    private bool IsLeadIn(TextSpan span) => At(span).Trim() is [.., ':'] and { Length: <= 8 };

    private bool IsGenericHeading(OutlineDraft node) => node.Heading is { } heading && Sections.IsGeneric(At(heading));

    /// <summary>Whether a part's unnumbered paragraphs each close with a clause of their own; a numbered item's sentences are its parts instead.</summary>
    private bool HoldsClosedParagraphs(OutlineDraft node)
    {
        if (node.Level != 1 || node.Heading is null || !node.HeadingAlone) return false;
        int closed = node.Lines.Skip(1).Count(line => EndsWithClause(node, line));
        return closed > 1 || closed == 1 && (node.Children.Count > 0 || IsGenericHeading(node));
    }

    private bool EndsWithClause(OutlineDraft node, TextSpan line) =>
        plan.Clauses.Find(node, [line]) is { Count: > 0 } segments && segments[^1].Clause is { Assignments.Count: > 0 } && segments.Any(segment => segment.Text.Count > 0);

    private void AddClosedParagraphs(List<PolicyTask> tasks, OutlineDraft node, List<TextSpan> lines)
    {
        int number = 0;
        var waiting = new List<TextSpan>();
        foreach (var line in lines.Skip(1))
        {
            waiting.Add(line);
            if (!EndsWithClause(node, line)) continue;
            number++;
            var segments = plan.Clauses.Find(node, waiting);
            var heading = segments[0].Heading ?? Headings.FirstSentence(_context.Folded, waiting[0]);
            for (int i = 0; i < segments.Count; i++)
                tasks.Add(Make(node, [.. node.Path(), $"*{number}"], i + 1, heading, heading?.Of(_context.Document.Text), segments[i], null, "task.closed-paragraph"));
            waiting.Clear();
        }
    }

    private PolicyTask Make(OutlineDraft node, ImmutableArray<string> path, int part, TextSpan? heading, string? title, Segment segment, int? start, string rule)
    {
        var clause = segment.Clause;
        foreach (var text in segment.Text) NoteFirstNamed(text);
        if (clause is not null)
        {
            NoteFirstNamed(clause.Span);
            if (_firstNamedLeads) clause = clause.FirstNamedLeads();
        }
        ImmutableArray<TextSpan> passages = [.. segment.Text];
        var deadlines = ImmutableArray.CreateBuilder<Deadline>();
        deadlines.AddRange(DeadlineRule.InText(_context, passages));
        foreach (var time in clause?.Times ?? []) deadlines.AddRange(DeadlineRule.InLabel(_context, time));
        int first = start ?? Math.Min(passages.Length > 0 ? passages[0].Start : int.MaxValue, clause?.Span.Start ?? int.MaxValue);
        int last = Math.Max(passages.Length > 0 ? passages[^1].End : first, clause?.Span.End ?? first);
        if (part == 1) last = Math.Max(last, node.LabelSpan.End);
        var span = new TextSpan(first, Math.Max(first, last));
        return new PolicyTask(path, part, node.Section == SectionKind.Safeguards ? TaskKind.Safeguard : TaskKind.Task, title,
            Content(segment, part == 1 ? heading : null), Restates: false, node.Ordinal, passages,
            new Evidence(rule, span, span.Of(_context.Document.Text)),
            [.. clause?.Assignments ?? []], [.. Distinct(deadlines)]);
    }

    /// <summary>The heading, if more than the heading stands there.</summary>
    private string? Title(OutlineDraft node, List<Segment> segments)
    {
        if (segments is [{ Heading: { } organs }]) return organs.Of(_context.Document.Text);
        if (node.Heading is not { } heading) return null;
        bool more = segments.Count > 1 || segments.Exists(segment => segment.Clause is not null) || node.Body().Any(HasWords) || node.HeadingAlone;
        return more ? heading.Of(_context.Document.Text).Trim() : null;
    }

    private string Content(Segment segment, TextSpan? heading)
    {
        var parts = new List<string>();
        foreach (var text in segment.Text)
        {
            var rest = text;
            if (heading is { } title && text.Start <= title.Start && text.End >= title.End) rest = new TextSpan(title.End, text.End);
            while (!rest.IsEmpty && _context.Folded[rest.Start] is '。' or ':' or ' ' && rest.Length > 0) rest = new TextSpan(rest.Start + 1, rest.End);
            if (!rest.IsEmpty) parts.Add(rest.Of(_context.Document.Text));
        }
        return string.Join('\n', parts);
    }

    private static TextSpan OwnSpan(OutlineDraft node) => new(node.LabelSpan.Start, node.Lines.Count > 0 ? Math.Max(node.Lines[^1].End, node.LabelSpan.End) : node.LabelSpan.End);

    private void NoteFirstNamed(TextSpan span) => _firstNamedLeads |= ClauseReader.StatesFirstNamed(At(span));

    /// <summary>The same time twice in a task is one fact.</summary>
    internal static IEnumerable<Deadline> Distinct(IEnumerable<Deadline> deadlines) =>
        deadlines.DistinctBy(deadline => deadline.Due is null && deadline.Start is null
            ? (deadline.Kind, deadline.Due, deadline.Start, deadline.Evidence.Raw)
            : (deadline.Kind, deadline.Due, deadline.Start, ""));

    private bool HasWords(TextSpan span)
    {
        foreach (char c in At(span))
            if (c is >= '\u4E00' and <= '\u9FFF') return true;
        return false;
    }

    private ReadOnlySpan<char> At(TextSpan span) => _context.Folded.AsSpan(span.Start, span.Length);
}
