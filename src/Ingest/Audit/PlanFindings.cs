using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>Findings about plans and their sections.</summary>
internal static partial class PlanFindings
{
    /// <summary>Shorter parts may be a heading and a word, in UTF-16 code units.</summary>
    private const int LeastSection = 80;

    // （2021-2025年）, 2023年至2025年, and a year alone: 2024年工作要点
    [GeneratedRegex(@"(?<first>(?:19|20)\d\d)年?(?:[-~至到]+(?<last>(?:19|20)\d\d))?年", RegexOptions.CultureInvariant)]
    private static partial Regex Years();

    /// <summary>What a plan's head lacks.</summary>
    public static IEnumerable<Finding> Head(AuditContext context)
    {
        foreach (var plan in context.Extraction.Plans)
        {
            var head = new TextSpan(plan.Span.Start, Math.Min(plan.Span.End, LineEnd(context.Text, plan.Span.Start)));
            if (plan.Title is null) yield return new Finding(FindingCode.NoTitle, head, plan.Ordinal);
            if (plan.Issuer is null) yield return new Finding(FindingCode.NoIssuer, head, plan.Ordinal);
            if (plan.IssuedOn is null) yield return new Finding(FindingCode.NoDate, head, plan.Ordinal);
        }
    }

    /// <summary>A title whose years are others than the period's.</summary>
    public static IEnumerable<Finding> Period(AuditContext context)
    {
        foreach (var plan in context.Extraction.Plans)
        {
            if (plan is not { Title: { } title, TitleEvidence: { } evidence, Period: { } period }) continue;
            if (Years().Match(Text.CharFold.Fold(title)) is not { Success: true } years) continue;
            int first = Year(years.Groups["first"]), last = years.Groups["last"].Success ? Year(years.Groups["last"]) : first;
            bool agrees = years.Groups["last"].Success ? (first, last) == (period.First, period.Last) : period.First <= first && first <= period.Last;
            if (!agrees) yield return new Finding(FindingCode.OddPeriod, evidence.Span, plan.Ordinal);
        }
    }

    /// <summary>Sections of background, principles or goals in which two or more responsibility clauses were left unused.</summary>
    public static IEnumerable<Finding> SectionsWithClauses(AuditContext context)
    {
        var clauses = context.Extraction.Leftovers.Where(AuditContext.IsClause).Select(left => left.Span.Start).Order().ToArray();
        if (clauses.Length == 0) yield break;
        foreach (var plan in context.Extraction.Plans)
            foreach (var node in plan.Nodes)
                if (node.Parent is null && node.Section is SectionKind.Background or SectionKind.Principles or SectionKind.Goals && Within(clauses, node.Span) >= 2)
                    yield return new Finding(FindingCode.SectionWithClauses, node.HeadingSpan ?? node.LabelSpan, plan.Ordinal);
    }

    /// <summary>A place of which there are several.</summary>
    public static IEnumerable<Finding> Place(AuditContext context)
    {
        foreach (var plan in context.Extraction.Plans)
            if (plan.Place is { IsOpen: true, Source: var source })
                yield return new Finding(FindingCode.AmbiguousPlace, (source == PlaceSource.Issuer ? plan.IssuerEvidence : plan.TitleEvidence)?.Span ?? plan.Span, plan.Ordinal);
    }

    /// <summary>Parts for tasks or safeguards that have text and gave no task, in plans whose kind gives tasks and that have some.</summary>
    public static IEnumerable<Finding> SectionsWithoutTasks(AuditContext context)
    {
        foreach (var plan in context.Extraction.Plans)
        {
            if (plan.Tasks.IsEmpty || PlanKinds.OnlyAssigned(plan.Kind)) continue;
            int[] tasks = [.. plan.Tasks.Select(task => task.Evidence.Span.Start).Order()];
            foreach (var node in plan.Nodes)
                if (node.Parent is null && node.Section is SectionKind.Tasks or SectionKind.Safeguards && node.Span.Length >= LeastSection && Within(tasks, node.Span) == 0)
                    yield return new Finding(FindingCode.SectionWithoutTasks, node.HeadingSpan ?? node.LabelSpan, plan.Ordinal);
        }
    }

    private static int Within(int[] places, TextSpan span) => IndexOf(places, span.End) - IndexOf(places, span.Start);

    private static int IndexOf(int[] places, int place)
    {
        int at = Array.BinarySearch(places, place);
        return at < 0 ? ~at : at;
    }

    private static int LineEnd(string text, int start)
    {
        int end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end;
    }

    private static int Year(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
}
