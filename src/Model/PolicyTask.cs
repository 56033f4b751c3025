using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>What sort of task it is.</summary>
public enum TaskKind
{
    /// <summary>An item of the task part, or a row of a task table.</summary>
    Task,
    /// <summary>An item of 保障措施, 组织实施 and the like.</summary>
    Safeguard,
    /// <summary>A row of a project table (项目名称).</summary>
    Project,
}

/// <summary>A numbered item, or a table's row, that says what is to be done (任务).</summary>
/// <param name="Path">Labels from the plan down to the item, normalised: <c>二</c>, <c>(一)</c>, <c>1</c>.</param>
/// <param name="Part">1, 2, 3 … where one item holds several segments, each with a responsibility of its own.</param>
/// <param name="Kind">What sort of task it is.</param>
/// <param name="Title">The heading without label and full stop, or null.</param>
/// <param name="Content">The text without label, title and responsibility clause.</param>
/// <param name="Restates">Whether the row only restates a task of the body.</param>
/// <param name="Node">Ordinal of the outline node in its plan; null for a table's row.</param>
/// <param name="Passages">The places of the task's own running text, in order, responsibility clauses left out. Time words and numbers are looked for here.</param>
/// <param name="Evidence">The whole task, from its label to its last clause.</param>
/// <param name="Assignments">Who has which part, in the document's order.</param>
/// <param name="Deadlines">By when, in the document's order.</param>
public sealed record PolicyTask(
    ImmutableArray<string> Path,
    int Part,
    TaskKind Kind,
    string? Title,
    string Content,
    bool Restates,
    int? Node,
    ImmutableArray<TextSpan> Passages,
    Evidence Evidence,
    ImmutableArray<Assignment> Assignments,
    ImmutableArray<Deadline> Deadlines);
