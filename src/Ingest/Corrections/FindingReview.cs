using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>Which findings are left after a person has looked.</summary>
internal sealed class FindingReview(Extraction byRules)
{
    private readonly List<Finding> _left = [.. byRules.Findings];
    private readonly List<Finding> _lost = [];

    /// <summary>What overlaps the place has been looked at.</summary>
    public void Settle(TextSpan place) => _left.RemoveAll(finding => finding.Span is { } span && span.Overlaps(place));

    /// <summary>A finding has been looked at.</summary>
    public void Settle(string? code, TextSpan? place) =>
        _left.RemoveAll(finding => finding.Code.Name == code && (finding.Span is { } span ? place is { } words && span.Overlaps(words) : place is null));

    /// <summary>The whole document has been looked at.</summary>
    public void SettleAll() => _left.Clear();

    /// <summary>The words of role and lists of units in the sentence around a unit have been looked at.</summary>
    public void SettleClause(TextSpan unit)
    {
        string text = byRules.Document.Text;
        int start = text.AsSpan(0, unit.Start).LastIndexOfAny('\n', '。') + 1;
        int length = text.AsSpan(unit.End).IndexOfAny('\n', '。');
        var sentence = new TextSpan(start, length < 0 ? text.Length : unit.End + length);
        _left.RemoveAll(finding => finding.Span is { } span && span.Overlaps(sentence) && (finding.Code == FindingCode.UnusedRole || finding.Code == FindingCode.UnusedUnits));
    }

    /// <summary>What is told of a plan's head has been looked at, as far as the correction is about it.</summary>
    public void SettlePlan(Plan plan, Correction correction)
    {
        bool Concerns(string field) => correction.Action == CorrectionAction.Confirm || correction.Now.Has(field);
        _left.RemoveAll(finding => finding.Plan == plan.Ordinal && (
            finding.Code == FindingCode.NoTitle && Concerns("title")
            || finding.Code == FindingCode.NoIssuer && Concerns("issuer")
            || (finding.Code == FindingCode.NoDate || finding.Code == FindingCode.EarlyDeadline || finding.Code == FindingCode.FarDeadline) && Concerns("issued_on")
            || finding.Code == FindingCode.OddPeriod && (Concerns("title") || Concerns("period_first") || Concerns("period_last"))));
        if (correction.Action == CorrectionAction.Drop) _left.RemoveAll(finding => finding.Plan == plan.Ordinal);
    }

    /// <summary>A correction could not be applied.</summary>
    /// <param name="place">Where its words stand, if anywhere.</param>
    public void Lost(TextSpan? place) => _lost.Add(new Finding(FindingCode.CorrectionLost, place, null));

    /// <summary>The findings that are left, under the plans' numbers as they are now.</summary>
    public ImmutableArray<Finding> Rest(ImmutableArray<Plan> plans, List<CorrectedPlan> corrected)
    {
        var numbers = corrected.Select((plan, ordinal) => (plan.Plan.Ordinal, Now: ordinal)).ToDictionary(each => each.Ordinal, each => each.Now);
        var left = _left.Select(finding => finding.Plan is { } former ? finding with { Plan = numbers.TryGetValue(former, out int now) ? now : null } : finding);
        var lost = _lost.Select(finding => finding.Span is { } span ? finding with { Plan = plans.LastOrDefault(plan => plan.Span.Contains(span))?.Ordinal } : finding);
        return [.. left.Concat(lost).OrderBy(finding => finding.Span?.Start ?? -1).ThenBy(finding => finding.Span?.End).ThenBy(finding => FindingCode.All.IndexOf(finding.Code))];
    }
}
