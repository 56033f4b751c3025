using System.Collections.Immutable;
using PolicyIngest.Ingest.Annotations.Tables;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Leads the target rule to where a plan commits somebody: goals, tasks and tables, not background or preamble.</summary>
internal static partial class TargetReader
{
    /// <summary>The targets of a plan, in the document's order.</summary>
    /// <param name="root">The plan's tree.</param>
    /// <param name="context">The plan's circumstances.</param>
    /// <param name="tasks">Its tasks.</param>
    /// <param name="taskTables">The tables that gave some of them.</param>
    /// <param name="onlyTasks">Whether nothing outside tasks commits anybody, as in a rule-book or report.</param>
    public static ImmutableArray<Target> Read(OutlineDraft root, FactContext context, List<PolicyTask> tasks, HashSet<TableBlock> taskTables, bool onlyTasks)
    {
        var targets = new List<Target>();
        var conditions = ConditionNodes(root, context, onlyTasks);
        var nodesWithTasks = new HashSet<int>();
        foreach (var task in tasks)
        {
            context.Options.Cancellation.ThrowIfCancellationRequested();
            if (task.Node is { } node) nodesWithTasks.Add(node);
            if (!task.Restates && (task.Assignments.Length > 0 && onlyTasks || !(task.Node is { } of && conditions.Contains(of))))
                targets.AddRange(TargetRule.InText(context, task.Passages, task.Path, task.Part, YearOfLabel(task)));
        }
        foreach (var node in root.SelfAndBelow())
        {
            context.Options.Cancellation.ThrowIfCancellationRequested();
            if (onlyTasks)
            {
                foreach (var table in node.Tables)
                    if (taskTables.Contains(table)) targets.AddRange(InTable(node, node, table, context, givesTasks: true));
                continue;
            }
            bool commits = node.Section is SectionKind.Goals or SectionKind.Principles or SectionKind.Tasks or SectionKind.Safeguards && !conditions.Contains(node.Ordinal);
            if (commits && !nodesWithTasks.Contains(node.Ordinal) && node.Lines.Count > 0)
                targets.AddRange(TargetRule.InText(context, [.. node.Body()], [.. node.Path()], 1));
            if (!commits && context.Trace is { } trace)
                foreach (var line in node.Lines) trace.Reject("target", line, $"the section is {node.Section.ToString().ToLowerInvariant()}; its numbers commit nobody");
            // A box (专栏) belongs to the section, not to the item before it.
            var holder = !node.HeadingAlone && nodesWithTasks.Contains(node.Ordinal) && node.Parent is { Parent: not null } section ? section : node;
            if (node.Boxed.Count > 0) targets.AddRange(TargetRule.InText(context, [.. node.Boxed], [.. holder.Path()], 1));
            foreach (var table in node.Tables) targets.AddRange(InTable(node, holder, table, context, taskTables.Contains(table)));
        }
        return [.. targets.OrderBy(target => target.Evidence.Span.Start)];
    }

    /// <summary>The year of the task's own 完成时限, if it names one alone.</summary>
    private static int? YearOfLabel(PolicyTask task)
    {
        var years = task.Deadlines.Where(deadline => deadline is { Source: DeadlineSource.Label, Due: not null }).Select(deadline => deadline.Due!.Value.Year).Distinct().ToList();
        return years.Count == 1 ? years[0] : null;
    }

    /// <summary>The parts that say who may apply (申报条件) or what is the case (发展现状), and the articles of a rule-book (第三条): their numbers commit nobody.</summary>
    private static HashSet<int> ConditionNodes(OutlineDraft root, FactContext context, bool ruleBook)
    {
        var found = new HashSet<int>();
        foreach (var node in root.SelfAndBelow().Skip(1))
        {
            bool below = node.Parent is { Parent: not null } parent && found.Contains(parent.Ordinal);
            bool article = ruleBook && node.Label?.Style == Text.NumberStyle.Article;
            if (below || article || node.Heading is { Length: <= 16 } heading && (ConditionHeading().IsMatch(heading.In(context.Folded)) || StateHeading().IsMatch(heading.In(context.Folded)))) found.Add(node.Ordinal);
        }
        return found;
    }

    // 申报条件, 遴选标准, 支持对象; not 改善办学条件.
    [GeneratedRegex(@"(?:申报|申请|推荐|遴选|评选|准入|入驻|认定|参评|报名|资格|奖励|补贴|资助|支持|缴费|诊断)(?:的)?(?:基本)?(?:条件|标准|对象|资格|要求|范围|门槛|程序|流程|材料|方式|名额)(?:及|和|与)?.{0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex ConditionHeading();

    // 发展现状, “十三五”工作成效, 面临的形势: what is the case.
    [GeneratedRegex(@"(?:现状|成效|成就|回顾|发展基础|现实基础|形势|背景|存在(?:的)?问题|基本情况)(?:与挑战|分析)?$", RegexOptions.CultureInvariant)]
    private static partial Regex StateHeading();

    private static IEnumerable<Target> InTable(OutlineDraft node, OutlineDraft holder, TableBlock table, FactContext context, bool givesTasks)
    {
        // The text of tasks has been read; what they are to reach may stand in a column of its own (目标值).
        if (givesTasks && !context.Annotations.Table(table).Has(ColumnKind.Values)) return [];
        // A frame around text (专栏) is read as text.
        if (table.ColumnCount == 1 || table.Cells.All(cell => cell.ColumnSpan == table.ColumnCount))
            return TargetRule.InText(context, [.. table.Cells.Where(cell => !cell.Span.IsEmpty).Select(cell => cell.Span)], [.. holder.Path()], 1);
        string? annex = PlanReader.AnnexOf(node, table, context);
        return TargetRule.InTable(context, table, labels => labels.IsEmpty ? annex is null ? [.. node.Path()] : [annex] : annex is null ? labels : labels.Insert(0, annex));
    }
}
