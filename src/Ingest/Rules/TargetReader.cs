using System.Collections.Immutable;
using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Leads the target rule to where a plan commits somebody: goals, tasks and tables, not background or preamble.</summary>
internal static class TargetReader
{
    /// <summary>The targets of a plan, in the document's order.</summary>
    public static ImmutableArray<Target> Read(OutlineDraft root, FactContext context, List<PolicyTask> tasks, HashSet<TableBlock> taskTables)
    {
        var targets = new List<Target>();
        var nodesWithTasks = new HashSet<int>();
        foreach (var task in tasks)
        {
            if (task.Node is { } node) nodesWithTasks.Add(node);
            if (!task.Restates) targets.AddRange(TargetRule.InText(context, task.Passages, task.Path, task.Part));
        }
        foreach (var node in root.SelfAndBelow())
        {
            bool commits = node.Section is SectionKind.Goals or SectionKind.Principles or SectionKind.Tasks or SectionKind.Safeguards;
            if (commits && !nodesWithTasks.Contains(node.Ordinal) && node.Lines.Count > 0)
                targets.AddRange(TargetRule.InText(context, [.. node.Body()], [.. node.Path()], 1));
            if (!commits && context.Trace is { } trace)
                foreach (var line in node.Lines) trace.Reject("target", line, $"the section is {node.Section.ToString().ToLowerInvariant()}; its numbers commit nobody");
            if (node.Boxed.Count > 0) targets.AddRange(TargetRule.InText(context, [.. node.Boxed], [.. node.Path()], 1));
            foreach (var table in node.Tables) targets.AddRange(InTable(node, table, context, taskTables.Contains(table)));
        }
        return [.. targets.OrderBy(target => target.Evidence.Span.Start)];
    }

    private static IEnumerable<Target> InTable(OutlineDraft node, TableBlock table, FactContext context, bool givesTasks)
    {
        // The text of tasks has been read; what they are to reach may stand in a column of its own (目标值).
        if (givesTasks && !context.Annotations.Table(table).Has(ColumnKind.Values)) return [];
        // A frame around text (专栏) is read as text.
        if (table.ColumnCount == 1 || table.Cells.All(cell => cell.ColumnSpan == table.ColumnCount))
            return TargetRule.InText(context, [.. table.Cells.Where(cell => !cell.Span.IsEmpty).Select(cell => cell.Span)], [.. node.Path()], 1);
        string? annex = PlanReader.AnnexOf(node, table, context);
        return TargetRule.InTable(context, table, labels => labels.IsEmpty ? annex is null ? [.. node.Path()] : [annex] : annex is null ? labels : labels.Insert(0, annex));
    }
}
