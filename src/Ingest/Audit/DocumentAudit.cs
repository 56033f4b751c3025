using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>What the finding rules look at.</summary>
/// <param name="extraction">All that was taken out of a document.</param>
/// <param name="lexicons">The word lists by which it was.</param>
internal sealed class AuditContext(Extraction extraction, LexiconSet lexicons)
{
    public Extraction Extraction => extraction;

    public string Text => extraction.Document.Text;

    /// <summary>The text with full-width characters folded, of the same length.</summary>
    public string Folded => field ??= CharFold.Fold(Text);

    public OrganNames Organs { get; } = OrganNames.Of(lexicons);

    public TargetLexicon Targets { get; } = TargetLexicon.Of(lexicons);

    /// <summary>Whether words of role or lists of units were left unused.</summary>
    public bool HasClauses => extraction.Leftovers.Any(IsClause);

    public static bool IsClause(Leftover left) => left.Kind is LeftoverKind.RoleCue or LeftoverKind.UnitList;

    /// <summary>Ordinal of the plan at a place; null for none.</summary>
    public int? PlanAt(int place) => extraction.Plans.LastOrDefault(plan => plan.Span.Start <= place && place < plan.Span.End)?.Ordinal;
}

/// <summary>Looks an extraction over for what a person should look at: what no rule used, and what contradicts itself.</summary>
public static class DocumentAudit
{
    /// <summary>The extraction with its findings, in the order of the text; what is about the whole document first.</summary>
    public static Extraction Of(Extraction extraction, LexiconSet lexicons, CancellationToken cancellation = default)
    {
        var context = new AuditContext(extraction, lexicons);
        return extraction with
        {
            Findings =
            [
                .. FindingRules.All.SelectMany(rule => Look(rule(context), cancellation)).Distinct()
                    .OrderBy(finding => finding.Span?.Start ?? -1).ThenBy(finding => finding.Span?.End).ThenBy(finding => FindingCode.All.IndexOf(finding.Code)),
            ],
        };
    }

    private static IEnumerable<Finding> Look(IEnumerable<Finding> findings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var finding in findings)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return finding;
        }
    }
}
