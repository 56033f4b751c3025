using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>A responsibility clause (责任分工) as read: who has which part, and the times that stand in it.</summary>
/// <param name="span">The whole clause, brackets included.</param>
internal sealed class Clause(TextSpan span)
{
    /// <summary>The whole clause, brackets included.</summary>
    public TextSpan Span { get; set; } = span;

    /// <summary>The units in order.</summary>
    public List<Assignment> Assignments { get; private init; } = [];

    /// <summary>Places of times: the content of 完成时限, or 6月底完成 in a bracket.</summary>
    public List<TextSpan> Times { get; private init; } = [];

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => Assignments.Count == 0 && Times.Count == 0;

    /// <summary>Adds what a later clause says of the same text.</summary>
    public void Add(Clause next)
    {
        Span = new TextSpan(Math.Min(Span.Start, next.Span.Start), Math.Max(Span.End, next.Span.End));
        Assignments.AddRange(next.Assignments);
        Times.AddRange(next.Times);
    }

    /// <summary>
    /// The clause under the rule 列第一位者为牵头单位: where no lead is named, the first of the responsible units leads and the
    /// others support.
    /// </summary>
    public Clause FirstNamedLeads()
    {
        if (Assignments.Exists(assignment => assignment.Role == AssignmentRole.Lead)) return this;
        int first = Assignments.FindIndex(assignment => assignment.Role == AssignmentRole.Responsible);
        return new Clause(Span)
        {
            Times = Times,
            Assignments = [.. Assignments.Select((assignment, place) => assignment.Role != AssignmentRole.Responsible ? assignment : assignment with
            {
                Role = place == first ? AssignmentRole.Lead : AssignmentRole.Support,
                Evidence = assignment.Evidence with { RuleId = "responsibility.first-named-leads" },
            })],
        };
    }
}
