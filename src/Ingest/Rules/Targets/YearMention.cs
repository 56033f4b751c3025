using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>A year that holds for a number: 到2025年, 2021-2023年, “十四五”末.</summary>
/// <param name="Span">Its place, 到 included.</param>
/// <param name="First">The first year of a range, else the year itself.</param>
/// <param name="Last">The year.</param>
/// <param name="WholeYear">Whether the year as a whole is meant; 2021年6月底前 is a day in it.</param>
internal sealed partial record YearMention(TextSpan Span, int First, int Last, bool WholeYear)
{
    /// <summary>Whether the year lies before the plan: what is said of it has been done.</summary>
    public bool IsPast(FactContext context) => Last < (context.Period?.First ?? context.IssuedYear ?? 0);

    /// <summary>The years named in <paramref name="span"/>, in order; years of the past that are only compared with or counted from are left out.</summary>
    public static IEnumerable<YearMention> In(FactContext context, TextSpan span)
    {
        var annotations = context.Annotations;
        string text = annotations.Folded;
        foreach (var time in annotations.Times.Within(span))
        {
            // 年底前 in a plan that names no years is the end of the year of its date.
            bool yearEnd = time is { Shape: TimeShape.Date, Date: { LacksYear: true, Edge: DateEdge.End } } && context.Period is null;
            if ((time.Date.Year ?? (yearEnd ? context.IssuedYear : null)) is not { } first || time.Shape is TimeShape.Ambiguous or TimeShape.Event or TimeShape.Years) continue;
            // 比2020年, 自2021年, 在2020年基础上, 2020年以来, 2000年以前建成: no year of a target.
            if (BaseBefore().IsMatch(text.AsSpan()[span.Start..time.Start]) || CountedFrom().IsMatch(text.AsSpan()[time.End..span.End])) continue;
            int last = time.Until.Year ?? first;
            bool led = time.Start > span.Start && text[time.Start - 1] is '到' or '至' or '于' or '在';
            yield return new YearMention(led ? time.Span with { Start = time.Start - 1 } : time.Span, time.Shape == TimeShape.PlanPeriod ? last : first, last,
                time.Shape is TimeShape.YearRange or TimeShape.PlanEnd or TimeShape.PlanPeriod || time.Date is { Month: null, Quarter: null, Half: null, Day: null });
        }
    }

    /// <summary>The year compared with: 比2020年, 较2015年, 与2020年相比, 在2020年的基础上, 比上年; its place with these words.</summary>
    public static (int? Year, TextSpan Span)? Base(TextAnnotations annotations, TextSpan span)
    {
        (int?, TextSpan)? found = null;
        string text = annotations.Folded;
        foreach (var time in annotations.Times.Within(span))
        {
            bool isYear = time.Shape is TimeShape.PlanEnd or TimeShape.PlanPeriod or TimeShape.Reference
                || time is { Shape: TimeShape.Date, Date: { Month: null, Quarter: null, Half: null, Day: null } date } && (date.Year is not null || date.YearOffset < 0);
            if (!isYear) continue;
            bool follows = found is { } before && before.Item2.End == time.Start;
            if (!follows && (time.Start == span.Start || text[time.Start - 1] is not ('比' or '较' or '与' or '同' or '在'))) continue;
            int end = time.End;
            foreach (var suffix in BaseAfter().EnumerateMatches(text.AsSpan()[end..span.End])) end += suffix.Length;
            found = follows ? (found!.Value.Item1, found.Value.Item2 with { End = end }) : (time.Date.Year, new TextSpan(time.Start - 1, end));
        }
        return found;
    }

    // 比2020年, 自2021年, 与到2020年.
    [GeneratedRegex("[比较自从与同][到至于在]?$", RegexOptions.RightToLeft)]
    private static partial Regex BaseBefore();

    [GeneratedRegex(@"^(?:以来|起|以前|建成(?:的|并|以来|前|投)|之前|的?基础上|印发|以后|之后|至今|版|本\)|出台|修订)")]
    private static partial Regex CountedFrom();

    [GeneratedRegex("^(?:的?基础上|相比|同期)")]
    private static partial Regex BaseAfter();
}
