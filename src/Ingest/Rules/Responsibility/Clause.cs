using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>A responsibility clause (责任分工) as read: who has which part, and the times that stand in it.</summary>
/// <param name="Span">The whole clause, brackets included.</param>
/// <param name="Assignments">The units in order.</param>
/// <param name="Times">Places of times: the content of 完成时限, or 6月底完成 in a bracket.</param>
internal sealed record Clause(TextSpan Span, IReadOnlyList<Assignment> Assignments, IReadOnlyList<TextSpan> Times)
{
    /// <summary>Whether the clause names a lead.</summary>
    public bool NamesLead => Assignments.Any(assignment => assignment.Role == AssignmentRole.Lead);

    /// <summary>This clause with what a later one adds.</summary>
    public Clause With(Clause next) => new(
        new TextSpan(Math.Min(Span.Start, next.Span.Start), Math.Max(Span.End, next.Span.End)),
        [.. Assignments, .. next.Assignments],
        [.. Times, .. next.Times]);

    /// <summary>
    /// The clause under the rule 列第一位者为牵头单位: where no lead is named, the first of the responsible units leads and the
    /// others support.
    /// </summary>
    public Clause FirstNamedLeads()
    {
        if (NamesLead) return this;
        bool first = true;
        var assignments = new List<Assignment>(Assignments.Count);
        foreach (var assignment in Assignments)
        {
            if (assignment.Role != AssignmentRole.Responsible) { assignments.Add(assignment); continue; }
            assignments.Add(assignment with
            {
                Role = first ? AssignmentRole.Lead : AssignmentRole.Support,
                Evidence = assignment.Evidence with { RuleId = "responsibility.first-named-leads" },
            });
            first = false;
        }
        return this with { Assignments = assignments };
    }
}
