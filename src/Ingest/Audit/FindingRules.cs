using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>The rules that find what a person should look at. Each goes over the extraction once.</summary>
internal static class FindingRules
{
    public static ImmutableArray<Func<AuditContext, IEnumerable<Finding>>> All { get; } =
    [
        Leftovers,
        DocumentFindings.NothingFound,
        DocumentFindings.GarbledText,
        DocumentFindings.UnsureCharacters,
        DocumentFindings.NumberedOutside,
        DocumentFindings.LowCoverage,
        PlanFindings.Head,
        PlanFindings.Period,
        PlanFindings.Place,
        PlanFindings.SectionsWithClauses,
        PlanFindings.SectionsWithoutTasks,
        NumberingFindings.Brothers,
        UnknownNumbers.Paragraphs,
        FactFindings.Units,
        FactFindings.Deadlines,
        FactFindings.Indicators,
    ];

    /// <summary>Each kind of leftover as its finding.</summary>
    private static IEnumerable<Finding> Leftovers(AuditContext context) =>
        context.Extraction.Leftovers.Select(left => new Finding(CodeOf(left.Kind), left.Span, context.PlanAt(left.Span.Start)));

    private static FindingCode CodeOf(LeftoverKind kind) => kind switch
    {
        LeftoverKind.RoleCue => FindingCode.UnusedRole,
        LeftoverKind.UnitList => FindingCode.UnusedUnits,
        LeftoverKind.TaskColumn => FindingCode.UnusedColumn,
        LeftoverKind.DatedAction => FindingCode.UnusedDate,
        LeftoverKind.BoundNumber => FindingCode.UnusedNumber,
        _ => FindingCode.NumberedOutside,
    };
}
