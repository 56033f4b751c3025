using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>Why a fact is believed: the rule that found it and the words that say so.</summary>
/// <param name="RuleId">The rule's stable id, such as <c>deadline.by-month-end</c>.</param>
/// <param name="Span">The place in the document's text.</param>
/// <param name="Raw">The text at that place, letter for letter.</param>
public sealed record Evidence(string RuleId, TextSpan Span, string Raw)
{
    /// <summary>The rule id of what no rule found, but a person.</summary>
    public const string Person = "person";

    /// <summary>Who says so as it stands now: the rule, or a person who added or changed it.</summary>
    public FactOrigin Origin { get; init; }

    /// <summary>Whether a person has looked at it: added, changed or confirmed it.</summary>
    public bool IsChecked { get; init; }
}

/// <summary>Where a fact as it stands comes from.</summary>
public enum FactOrigin
{
    /// <summary>A rule found it and nobody has changed it.</summary>
    Rule,
    /// <summary>A person added or changed it.</summary>
    Person,
}

/// <summary>What part an organ plays in a task.</summary>
public enum AssignmentRole
{
    /// <summary>牵头: leads.</summary>
    Lead,
    /// <summary>配合、协助、参与: supports.</summary>
    Support,
    /// <summary>落实、实施、承办: carries out.</summary>
    Implement,
    /// <summary>责任、负责: is responsible.</summary>
    Responsible,
    /// <summary>监管: supervises.</summary>
    Supervise,
}

/// <summary>An organ's part in a task (责任分工).</summary>
/// <param name="Role">The part it plays.</param>
/// <param name="Unit">The organ's name as it would stand alone, a prefix such as 市 carried over from the list.</param>
/// <param name="Label">The words that give the role, as written: 牵头单位, 按职责分工负责 …</param>
/// <param name="Scope">What the organ is in charge of, where the clause says so; else null.</param>
/// <param name="Evidence">The unit's name as written.</param>
public sealed record Assignment(AssignmentRole Role, string Unit, string Label, string? Scope, Evidence Evidence);

/// <summary>How a time bounds an action.</summary>
public enum DeadlineKind
{
    /// <summary>To be done by <see cref="Deadline.Due"/> (…前).</summary>
    By,
    /// <summary>In force from <see cref="Deadline.Start"/> (…起).</summary>
    From,
    /// <summary>To be done between the two days.</summary>
    During,
    /// <summary>Comes again: 每月4日前.</summary>
    Recurring,
    /// <summary>Without end: 持续推进, 长期坚持.</summary>
    Ongoing,
}

/// <summary>Where a deadline is written.</summary>
public enum DeadlineSource
{
    /// <summary>A 完成时限 line, clause or column.</summary>
    Label,
    /// <summary>The item's own text.</summary>
    Text,
}

/// <summary>A time that bounds an action of a task (完成时限).</summary>
/// <param name="Kind">How it bounds.</param>
/// <param name="Due">The last day still in time; null where it can't be told.</param>
/// <param name="Start">The first day; null where there is none.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="Evidence">The words.</param>
public sealed record Deadline(DeadlineKind Kind, DateOnly? Due, DateOnly? Start, DeadlineSource Source, Evidence Evidence);

/// <summary>How a target's value is meant.</summary>
public enum TargetOp
{
    /// <summary>At least (达到、以上、不低于).</summary>
    Ge,
    /// <summary>At most (控制在、以内、不高于).</summary>
    Le,
    /// <summary>Up by the value.</summary>
    Increase,
    /// <summary>Down by the value.</summary>
    Decrease,
    /// <summary>Exactly: a bare number of a table's cell.</summary>
    Eq,
}

/// <summary>A number that the plan commits somebody to (量化指标).</summary>
/// <param name="Path">Labels of the task, or of the goal's section.</param>
/// <param name="Part">The task's part; 1 for a goal.</param>
/// <param name="Indicator">What is measured, in the shortest wording that names it.</param>
/// <param name="Op">How the value is meant.</param>
/// <param name="Value">The number, before 万 and 亿, which stay in the unit.</param>
/// <param name="Unit">The unit as written (%, 微克/立方米, 万亩, 类 …), or null.</param>
/// <param name="Year">The year by whose end it holds, or null.</param>
/// <param name="Base">The year compared with, or null.</param>
/// <param name="Evidence">The words.</param>
public sealed record Target(
    ImmutableArray<string> Path,
    int Part,
    string Indicator,
    TargetOp Op,
    decimal Value,
    string? Unit,
    int? Year,
    int? Base,
    Evidence Evidence);
