using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Tables;

/// <summary>What a table's column holds, by its head and by its cells.</summary>
internal enum ColumnKind
{
    /// <summary>A head that no list knows.</summary>
    Unknown,
    /// <summary>Something that no rule reads: 备注, 投资, 所在地.</summary>
    Other,
    /// <summary>序号</summary>
    Number,
    /// <summary>重点任务, 项目名称: what the row is about, by name.</summary>
    Name,
    /// <summary>反馈问题: what is wrong; the row's name where no other column names a task.</summary>
    Problem,
    /// <summary>主要内容, 工作措施: what is to be done.</summary>
    Content,
    /// <summary>牵头单位, 责任部门</summary>
    Units,
    /// <summary>完成时限</summary>
    Time,
    /// <summary>分值: points of an assessment.</summary>
    Points,
    /// <summary>计量单位: the unit of the row's values.</summary>
    Measure,
    /// <summary>指标名称: an indicator's name.</summary>
    Indicator,
    /// <summary>A goal, such as 目标 or 指标 with nothing but numbers or grades below it.</summary>
    Values,
}

/// <summary>A column of a table.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Head">Its head as it names the column, folded, without white space; empty where it has none.</param>
/// <param name="Role">The role of its units.</param>
/// <param name="IsProject">Whether its head says that the rows are projects (项目名称, 建设内容).</param>
/// <param name="IsKnownByCells">Whether its kind is known by its cells alone.</param>
internal sealed record TableColumn(ColumnKind Kind, string Head, AssignmentRole Role = AssignmentRole.Responsible, bool IsProject = false, bool IsKnownByCells = false);
