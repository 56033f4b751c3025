using System.Collections.Immutable;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules.Targets;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Finds numeric targets (量化指标): numbers that a plan commits somebody to reach, keep to, add, cut, build or finish.</summary>
public static class TargetRule
{
    /// <summary>The targets in running text: a task's passages, or the paragraphs of a goals section.</summary>
    /// <param name="context">The plan.</param>
    /// <param name="passages">Where to look, in order; a year named at the beginning of a clause holds until another is named.</param>
    /// <param name="path">Labels of the task or section.</param>
    /// <param name="part">The task's part; 1 for a goal.</param>
    /// <param name="labelYear">The year of the task's own 完成时限, which holds where the text names none; else that is the plan's last year.</param>
    public static ImmutableArray<Target> InText(FactContext context, ImmutableArray<TextSpan> passages, ImmutableArray<string> path, int part, int? labelYear = null)
    {
        var reader = new PassageReader(context, TargetLexicon.Of(context.Options.Lexicons), labelYear ?? context.Period?.Last);
        foreach (var passage in passages) reader.Read(passage);
        return [.. reader.Found.OrderBy(f => f.Order).Select(f => f.ToTarget(context, path, part))];
    }

    /// <summary>
    /// The targets in a table: one for each row and target year of an indicator table, and the goals of measured objects
    /// (水质目标 of a river's section). The sizes in an inventory are none, and the running text in cells is left to <see cref="InText"/>.
    /// </summary>
    /// <param name="context">The plan.</param>
    /// <param name="table">The table.</param>
    /// <param name="rowPath">The path of a row with these labels: the annex's before the row's number, as for tasks.</param>
    public static ImmutableArray<Target> InTable(FactContext context, TableBlock table, Func<ImmutableArray<string>, ImmutableArray<string>> rowPath) =>
        IndicatorTable.Read(context, table, rowPath);
}
