using System.Collections.Immutable;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Ingest.Rules.Tasks;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Reads one plan: its head, its outline, and the facts in them.</summary>
internal static class PlanReader
{
    /// <summary>Reads the plan that stands in a range of lines; null where nothing in it is a plan.</summary>
    public static Plan? Read(OutlineSource source, FrontMatter front, PlanRange range, int ordinal, RuleOptions options, TextAnnotations annotations)
    {
        var root = OutlineBuilder.Build(source, range);
        var head = PlanHead.Read(source, front, range, root).With(options.Given);
        var kind = options.Given?.Kind ?? PlanKinds.Of(source, range, head, root);
        if (kind == PlanKind.Law)
        {
            options.Trace?.Reject("plan", new TextSpan(root.LabelSpan.Start, Math.Max(root.End, root.LabelSpan.Start)), "a law is no plan: it binds everybody, and hands nothing out");
            annotations.Laws.Add(new TextSpan(head.TitleEvidence?.Span.Start ?? root.LabelSpan.Start, Math.Max(root.End, root.LabelSpan.Start)));
            return null;
        }
        var context = new FactContext(source.Document, source.Folded, head.Period, head.IssuedOn?.Year) { Options = options, Annotations = annotations };
        var taskTables = new HashSet<TableBlock>(ReferenceEqualityComparer.Instance);
        var draft = new PlanDraft(root, context, kind);
        new Sections(source, draft.Clauses.Assigns).Assign(root);
        var tasks = Tasks(draft, taskTables);
        if (root.Children.Count == 0 && tasks.Count == 0) return null;
        var targets = TargetReader.Read(root, context, tasks, taskTables, PlanKinds.OnlyAssigned(kind));
        int start = head.TitleEvidence?.Span.Start ?? root.LabelSpan.Start;
        return new Plan(ordinal, head.Title, head.TitleEvidence, head.DocNumber, head.DocNumberEvidence, head.Issuer, head.IssuerEvidence,
            head.IssuedOn, head.IssuedOnEvidence, head.Period, new TextSpan(start, Math.Max(root.End, start)),
            [.. root.SelfAndBelow().Skip(1).Select(node => Node(source, node))], [.. tasks], targets) { Kind = kind };
    }

    private static List<PolicyTask> Tasks(PlanDraft plan, HashSet<TableBlock> taskTables)
    {
        var tasks = new TaskRule(plan).Tasks();
        var table = new TableTaskRule(plan.Context);
        var titles = tasks.Where(task => task.Title is not null).Select(task => task.Title!).ToHashSet(StringComparer.Ordinal);
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in plan.Root.SelfAndBelow())
            foreach (var block in node.Tables)
            {
                string? annex = AnnexOf(node, block, plan.Context);
                var rows = table.Tasks(block, annex, counted.GetValueOrDefault(annex ?? ""));
                if (rows.Count > 0 && taskTables.Add(block)) plan.Context.Annotations.Claims.Claim(LeftoverKind.TaskColumn, block.Span.Start);
                counted[annex ?? ""] = counted.GetValueOrDefault(annex ?? "") + rows.Count;
                tasks.AddRange(Restatement.Mark(rows, titles));
            }
        tasks.Sort((a, b) => a.Evidence.Span.Start != b.Evidence.Span.Start ? a.Evidence.Span.Start.CompareTo(b.Evidence.Span.Start) : a.Part.CompareTo(b.Part));
        return tasks;
    }

    /// <summary>The label of the annex that a node stands in; null in the plan's own text.</summary>
    internal static string? AnnexOf(OutlineDraft node) => node.IsAnnex ? node.Name : node.Parent is { } parent ? AnnexOf(parent) : null;

    /// <summary>The label of the annex that a table stands in, or that its own first rows name; the label of a file that is nothing but the table is the plan's.</summary>
    internal static string? AnnexOf(OutlineDraft node, TableBlock table, FactContext context) =>
        AnnexOf(node) ?? (context.Document.Blocks.Where(block => block.Role == BlockRole.Body && !block.Span.IsEmpty).Take(2).Count() > 1
            ? context.Annotations.Table(table).Caption.Select(line => LineKinds.IsAnnex(line.In(context.Folded), out string label, out _) ? label : null).FirstOrDefault(label => label is not null)
            : null);

    private static OutlineNode Node(OutlineSource source, OutlineDraft draft) => new(
        draft.Ordinal,
        draft.Parent is { Parent: not null } parent ? parent.Ordinal : null,
        draft.Level,
        draft.Name,
        draft.Heading?.Of(source.Document.Text),
        draft.Section,
        draft.LabelSpan,
        draft.Heading,
        [.. draft.Body()],
        new TextSpan(draft.LabelSpan.Start, Math.Max(draft.End, draft.LabelSpan.End)));
}
