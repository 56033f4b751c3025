using System.Collections.Immutable;
using PolicyIngest.Ingest.Rules.Responsibility;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Tasks;

/// <summary>
/// Makes tasks of the rows of a task table (任务分工表): one that has a column for what is to be done and one for units.
/// </summary>
internal sealed class TableTaskRule(FactContext context)
{
    private const int LongestTitle = 60;

    /// <summary>The tasks of a table; none where it is no task table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="annex">The label of the annex that it stands in, or null.</param>
    public List<PolicyTask> Tasks(TableBlock table, string? annex)
    {
        var tasks = new List<PolicyTask>();
        var grid = new TableGridView(table);
        if (TableColumns.Read(context, grid) is not var (columns, headRows))
        {
            context.Trace?.Reject("task", table.Span, "no row of the table looks like the head of a task table: two columns at least such as 重点任务, 牵头单位, 完成时限");
            return tasks;
        }
        if (!IsTaskTable(columns))
        {
            context.Trace?.Reject("task", table.Span, $"no task table, which has a column for what is to be done and one for units; its columns: {string.Join(", ", columns.Select(column => $"{column.Head} ({column.Kind.ToString().ToLowerInvariant()})"))}");
            return tasks;
        }
        string number = "";
        int part = 0, ordinal = 0;
        string? title = null;
        for (int row = headRows; row < grid.RowCount; row++)
        {
            if (grid.IsBlank(row) || grid.IsTitleRow(row) || IsSumOrHead(grid, columns, row))
            {
                context.Trace?.Reject("task", grid.CellAt(row, 0).Span, $"row {row + 1} is blank, a title across the table, a sum or a head that is repeated");
                continue;
            }
            var own = NumberOf(grid, columns, row);
            bool goesOn = own.Length == 0 && Has(columns, ColumnKind.Number) ? part > 0 : own == number && own.Length > 0 && Covered(grid, columns, row);
            if (goesOn) part++;
            else
            {
                ordinal++;
                number = own.Length > 0 ? own : $"{ordinal}";
                part = 1;
                title = TitleOf(grid, columns, row);
            }
            if (goesOn && TitleOf(grid, columns, row) is { } ownTitle && !Covered(grid, columns, row, ColumnKind.Name)) title = ownTitle;
            tasks.Add(Make(grid, columns, row, annex is null ? [number] : [annex, number], part, title));
        }
        return tasks;
    }

    private static bool IsTaskTable(TableColumn[] columns) =>
        (Has(columns, ColumnKind.Name) || Has(columns, ColumnKind.Content)) && Has(columns, ColumnKind.Units)
        && !Array.Exists(columns, column => column.Head is "指标" or "指标值" or "目标值" or "指标名称");

    private static bool Has(TableColumn[] columns, ColumnKind kind) => Array.Exists(columns, column => column.Kind == kind);

    private string NumberOf(TableGridView grid, TableColumn[] columns, int row)
    {
        int column = Array.FindIndex(columns, each => each.Kind == ColumnKind.Number);
        return column < 0 ? "" : TableColumns.Squeezed(context, grid.CellAt(row, column).Span).TrimEnd('、', '.', ':');
    }

    /// <summary>Whether the number cell of the row reaches down from the row above.</summary>
    private static bool Covered(TableGridView grid, TableColumn[] columns, int row, ColumnKind kind = ColumnKind.Number)
    {
        int column = Array.FindIndex(columns, each => each.Kind == kind);
        return column >= 0 && grid.CellAt(row, column).Row < row;
    }

    private bool IsSumOrHead(TableGridView grid, TableColumn[] columns, int row)
    {
        int same = 0;
        for (int column = 0; column < columns.Length; column++)
        {
            string text = TableColumns.Squeezed(context, grid.CellAt(row, column).Span);
            if (column < 3 && text is "合计" or "小计" or "总计" or "共计") return true;
            if (text.Length > 0 && text == columns[column].Head && columns[column].Kind != ColumnKind.Other) same++;
        }
        return same > 1;
    }

    private string? TitleOf(TableGridView grid, TableColumn[] columns, int row)
    {
        int column = Array.FindIndex(columns, each => each.Kind == ColumnKind.Name);
        if (column < 0) column = Array.FindIndex(columns, each => each.Kind == ColumnKind.Content);
        var span = grid.CellAt(row, column).Span;
        if (span.IsEmpty) return null;
        string text = string.Concat(span.Of(context.Document.Text).Where(c => !char.IsWhiteSpace(c)));
        string name = text.TrimEnd('。', '；', ';', '，', '：');
        if (name.Length <= LongestTitle && name.IndexOf('。', StringComparison.Ordinal) < 0) return name;
        int stop = name.IndexOf('。', StringComparison.Ordinal);
        return stop is > 0 and <= 40 ? name[..stop] : null;
    }

    private PolicyTask Make(TableGridView grid, TableColumn[] columns, int row, ImmutableArray<string> path, int part, string? title)
    {
        var assignments = new List<Assignment>();
        var deadlines = new List<Deadline>();
        var passages = ImmutableArray.CreateBuilder<TextSpan>();
        var reader = new ClauseReader(context);
        bool project = false;
        int start = int.MaxValue, end = 0;
        var seen = new HashSet<TableCell>();
        for (int column = 0; column < columns.Length; column++)
        {
            var cell = grid.CellAt(row, column);
            if (!seen.Add(cell) || cell.Span.IsEmpty) continue;
            if (cell.Row == row) { start = Math.Min(start, cell.Span.Start); end = Math.Max(end, cell.Span.End); }
            switch (columns[column].Kind)
            {
                case ColumnKind.Name or ColumnKind.Content:
                    project |= columns[column].IsProject;
                    if (cell.Row == row || part == 1) AddText(passages, assignments, deadlines, cell.Span);
                    break;
                case ColumnKind.Units:
                    reader.Cell(assignments, cell.Span, columns[column].Role, columns[column].Head);
                    break;
                case ColumnKind.Time:
                    deadlines.AddRange(DeadlineRule.InLabel(context, cell.Span));
                    break;
            }
        }
        if (start > end) (start, end) = (grid.CellAt(row, 0).Span.Start, grid.CellAt(row, 0).Span.End);
        var span = new TextSpan(start, end);
        deadlines.InsertRange(0, DeadlineRule.InText(context, passages.ToImmutable()));
        return new PolicyTask(path, part, project ? TaskKind.Project : TaskKind.Task, title, Content(passages, title), Restates: false, Node: null,
            passages.ToImmutable(), new Evidence(project ? "task.project-row" : "task.table-row", span, span.Of(context.Document.Text)),
            [.. assignments], [.. TaskRule.Distinct(deadlines)]);
    }

    private void AddText(ImmutableArray<TextSpan>.Builder passages, List<Assignment> assignments, List<Deadline> deadlines, TextSpan cell)
    {
        foreach (var segment in new ClauseFinder(context).Find([cell]))
        {
            passages.AddRange(segment.Text);
            if (segment.Clause is not { } clause) continue;
            assignments.AddRange(clause.Assignments);
            foreach (var time in clause.Times) deadlines.AddRange(DeadlineRule.InLabel(context, time));
        }
    }

    private string Content(ImmutableArray<TextSpan>.Builder passages, string? title)
    {
        var texts = passages.Select(span => span.Of(context.Document.Text)).ToList();
        if (title is not null && texts.Count > 0 && (texts.Count > 1 || texts[0].Length <= title.Length + 2)) texts.RemoveAt(0);
        return string.Join('\n', texts);
    }
}
