using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Tasks;

/// <summary>What a table's column holds.</summary>
internal enum ColumnKind
{
    /// <summary>Something that no rule reads.</summary>
    Other,
    /// <summary>序号</summary>
    Number,
    /// <summary>重点任务, 项目名称: what the row is about, by name.</summary>
    Name,
    /// <summary>主要内容, 工作措施: what is to be done.</summary>
    Content,
    /// <summary>牵头单位, 责任部门</summary>
    Units,
    /// <summary>完成时限</summary>
    Time,
}

/// <summary>A column of a table.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Head">Its head, folded, without white space.</param>
/// <param name="Role">The role of its units.</param>
/// <param name="IsProject">Whether its head says project (项目名称).</param>
internal sealed record TableColumn(ColumnKind Kind, string Head, AssignmentRole Role = default, bool IsProject = false);

/// <summary>Reads a table's head: which rows it takes and what each column holds.</summary>
internal static partial class TableColumns
{
    private const int MostHeadRows = 4;

    // 序号 编号 项目序号
    [GeneratedRegex(@"^(?:序号?|编号|项目序号|任务序号|项目编号|No\.?|NO\.?)$")]
    private static partial Regex NumberHead();

    // 重点任务 任务名称 项目名称; not 任务数, 任务类别
    [GeneratedRegex(@"^(?:(?:重点|主要|具体|年度|工作|目标|改革|建设|整改|分项|细化|攻坚|创建|治理)*(?:任务|事项|项目)(?:名称|事项|清单)?|任务(?:名称|分解|分工)|(?:重点|主要|目标|年度)*工作(?:任务|事项|名称)?|重点工作(?:任务|内容)?|项目(?:名称)?|工程(?:项目)?名称|行动名称|问题|存在问题)$")]
    private static partial Regex NameHead();

    // 主要内容 工作措施 建设内容和主要功能 具体要求
    [GeneratedRegex(@"^(?:(?:主要|具体|重点|工作|任务|目标|建设|改革|整改|年度|实施|推进|项目|落实|治理)+(?:内容|措施|举措|要求)|(?:措施|举措|任务内容|任务及措施|任务要求|目标任务|任务目标|内容及要求|内容和要求|及规模|规模及内容)|建设内容(?:和|及|与).{1,6}|项目概况|工作目标|推进措施|完成标准)$")]
    private static partial Regex ContentHead();

    // 完成时限 完成时间(年.月) 时间节点
    [GeneratedRegex(@"^(?:(?:计划|预计|拟|要求|工作|整改|办结|任务)?(?:完成|办结|整改|实施|落实|推进|竣工|建成)?(?:时限|时间|期限|时间节点|时间要求|时限要求)|时间安排|进度安排|完成日期|建设(?:期限|年限|时间|周期)|起止(?:年限|时间))(?:\(.{0,12}\))?$")]
    private static partial Regex TimeHead();

    /// <summary>Reads the head of a table; null where no row looks like one of a task table.</summary>
    /// <returns>The columns and the number of rows that the head takes.</returns>
    public static (TableColumn[] Columns, int HeadRows)? Read(FactContext context, TableGridView grid)
    {
        for (int row = 0; row < Math.Min(grid.RowCount - 1, MostHeadRows); row++)
        {
            var columns = ColumnsAt(context, grid, row, row);
            if (columns.Count(column => column.Kind != ColumnKind.Other) < 2) continue;
            int end = row + 1;
            while (end < Math.Min(grid.RowCount - 1, row + 3) && GoesOn(context, grid, end)) end++;
            return (end > row + 1 ? Merged(columns, ColumnsAt(context, grid, row, end - 1)) : columns, end);
        }
        return null;
    }

    /// <summary>
    /// A second head row: cells that reach down from the first; or, where merges were lost in saving, nothing but heads with gaps
    /// between them (<c>| | |牵头单位|配合单位|</c>).
    /// </summary>
    private static bool GoesOn(FactContext context, TableGridView grid, int row)
    {
        bool reachesDown = false, onlyHeads = true, gaps = false;
        for (int column = 0; column < grid.ColumnCount; column++)
        {
            var cell = grid.CellAt(row, column);
            reachesDown |= cell.Row < row;
            if (cell.Span.IsEmpty) gaps = true;
            else onlyHeads &= Recognise(Squeezed(context, cell.Span), RoleWords.Of(context.Options.Lexicons)).Kind != ColumnKind.Other;
        }
        return reachesDown || (onlyHeads && gaps && !grid.IsBlank(row));
    }

    private static TableColumn[] Merged(TableColumn[] first, TableColumn[] all)
    {
        for (int i = 0; i < all.Length; i++)
            if (all[i].Kind == ColumnKind.Other) all[i] = first[i];
        return all;
    }

    private static TableColumn[] ColumnsAt(FactContext context, TableGridView grid, int first, int last)
    {
        var columns = new TableColumn[grid.ColumnCount];
        for (int column = 0; column < columns.Length; column++)
        {
            TableColumn best = new(ColumnKind.Other, "");
            for (int row = first; row <= last; row++)
            {
                var kind = Recognise(Squeezed(context, grid.CellAt(row, column).Span), RoleWords.Of(context.Options.Lexicons));
                if (kind.Kind != ColumnKind.Other || best.Head.Length == 0) best = kind;
            }
            columns[column] = best;
        }
        return columns;
    }

    private static TableColumn Recognise(string head, RoleWords words)
    {
        if (head.Length is 0 or > 24) return new TableColumn(ColumnKind.Other, head);
        if (NumberHead().IsMatch(head)) return new TableColumn(ColumnKind.Number, head);
        if (words.RoleOfColumn(head) is { } role) return new TableColumn(ColumnKind.Units, head, role);
        if (TimeHead().IsMatch(head)) return new TableColumn(ColumnKind.Time, head);
        if (NameHead().IsMatch(head)) return new TableColumn(ColumnKind.Name, head, IsProject: head.Contains("项目", StringComparison.Ordinal) || head.Contains("工程", StringComparison.Ordinal));
        if (ContentHead().IsMatch(head)) return new TableColumn(ColumnKind.Content, head, IsProject: head.Contains("建设", StringComparison.Ordinal));
        return new TableColumn(ColumnKind.Other, head);
    }

    internal static string Squeezed(FactContext context, TextSpan span) =>
        string.Concat(context.Folded.Substring(span.Start, span.Length).Where(c => !char.IsWhiteSpace(c)));
}
